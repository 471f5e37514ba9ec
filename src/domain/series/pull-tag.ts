import { keyOf } from '../thread.ts';

/** `  https://host/linux.git tags/rust-7.2`, below "are available in the Git repository at:" (git-request-pull(1)). */
const ASKED = /^ {1,8}(?:[^\s]{3,200}) {1,4}(?:refs\/)?tags\/([\w][\w./-]{1,100})[ \t\r]*$/m;
/** `Merge tag 'rust-7.2' of ...`: what Linus' merges are called. */
const MERGED = /^Merge tag '([\w][\w./-]{1,100})' of \S/;

/** The tag that a pull request asks for; undefined where it names none. */
export function readPullTag(text: string): string | undefined {
  if (!text.includes('tags/')) return undefined;
  return ASKED.exec(text)?.[1];
}

/** The tag that a merge brought in; undefined where the commit is no such merge. */
export function readMergedTag(subject: string): string | undefined {
  // What a maintainer merges into his own branch is not in mainline yet (git-fmt-merge-msg(1)).
  return / into \S{1,200}$/.test(subject) ? undefined : MERGED.exec(subject)?.[1];
}

/** A key by which a pull request and its merge find each other; names without a number are used again and again. */
export function pullTagKey(tag: string): number | undefined {
  return /\d/.test(tag) ? keyOf(`pull tag ${tag}`) : undefined;
}
