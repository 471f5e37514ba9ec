/** What the brackets and prefixes of a subject say. Revision 1 is inferred where none is written. */
export type SubjectLine = {
  /** The subject without Re: and the brackets that were understood, white space folded. */
  readonly title: string;
  /** How many Re:/Aw:/回复: stood before it. */
  readonly replyDepth: number;
  readonly forwarded: boolean;
  /** What the brackets call it; the first that says something wins. */
  readonly tag: 'patch' | 'pull' | 'tip' | 'robot' | 'announce' | 'none';
  readonly patch: PatchTag | undefined;
};

export type PatchTag = {
  readonly revision: number;
  /** The `.1` of `v3.1`; 0 where there is none. */
  readonly minor: number;
  /** 0 is the cover letter; a patch sent alone is 1 of 1. */
  readonly part: number;
  readonly total: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  /** The tree it is meant for: `net-next`, `6.12`, `for v5.9`. */
  readonly tree: string | undefined;
  /** True where the word PATCH is written; `[RFC]` alone may be a question without a patch. */
  readonly spelled: boolean;
  /** Which of the fields above were not written but assumed. */
  readonly inferred: readonly ('revision' | 'part' | 'total')[];
};

const REPLY =
  /^(?:re|aw|antw|antwort|sv|vs|odp|回复|答复|回覆|答覆)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*/iu;
/** `wg:` and `tr:` in small letters are parts of the kernel. */
const FORWARD = /^(?:[Ff][Ww][Dd]?|W[Gg]|T[Rr]|转发|轉寄|轉發)\s?[:：]\s*/u;
/** b4 marks a thank-you for some patches of a series with `(subset)`. */
const LABEL = /^(?:subject:\s*|\(subset\)\s*)/i;
const PULL_WORDS = /^(?:git[ -]pull|pull request)\b[:\]]?\s*/i;
const ROBOT = /^[\w./+-]+:[\w./+-]+ +(?:bisected +)?\d{1,6}\/\d{1,6}\]?$/;
/** `PATCH`, `-v2`, `PATCHv2`, `v3.1`, `v2b`, `RESEND-v2`. */
const WORD = /^-?(patch(?:es|set)?|rfc|rft|resend|repost)?[-_]?(?:v(\d{1,3})(?:\.(\d{1,3})|([a-f]))?)?$/i;
/** `v3.1` is a corrected v3, but these, `v5.10` and what follows a `for` name kernels. */
const LONGTERM = /^v(?:4\.4|4\.9|5\.4|6\.1|6\.6)$/i;
/** Longer subjects are cut before they are looked at. */
const MAX_SUBJECT = 2000;

type Draft = {
  tag: SubjectLine['tag'];
  replyDepth: number;
  forwarded: boolean;
  patch: PatchDraft | undefined;
};

type PatchDraft = {
  revision?: number;
  minor: number;
  part?: number;
  total?: number;
  rfc: boolean;
  resend: boolean;
  spelled: boolean;
  tree: string[];
};

/**
 * Reads a decoded subject as it occurs on kernel lists (git-format-patch's `--subject-prefix`,
 * Documentation/process/submitting-patches.rst, and what people write by hand). Never fails.
 */
export function parseSubject(subject: string): SubjectLine {
  const text = foldSpaces(subject.length > MAX_SUBJECT ? subject.slice(0, MAX_SUBJECT) : subject);
  const draft: Draft = { tag: 'none', replyDepth: 0, forwarded: false, patch: undefined };
  let rest = text;
  let title = text;
  for (let round = 0; round < 24; round++) {
    const next = takePrefix(rest, draft) ?? takeBracket(rest, draft);
    if (next === undefined) break;
    rest = next.rest;
    if (next.understood) title = rest;
  }
  return {
    title,
    replyDepth: draft.replyDepth,
    forwarded: draft.forwarded,
    tag: draft.tag,
    patch: draft.patch && finishPatch(draft.patch),
  };
}

/** Runs of white space and control characters become one blank, the ends are trimmed. */
export function foldSpaces(text: string): string {
  return /\s\s|(?! )[\s\p{Cc}]|^\s|\s$/u.test(text) ? text.replace(/[\s\p{Cc}]+/gu, ' ').trim() : text;
}

type Step = { rest: string; understood: boolean };

function takePrefix(rest: string, draft: Draft): Step | undefined {
  const first = rest.charCodeAt(0) | 0x20;
  // r a s v o f w t g p ( and anything beyond ASCII can start a prefix: the others cannot.
  if (first < 0x80 && !'rasvofwtgp('.includes(String.fromCharCode(first))) return undefined;
  const reply = REPLY.exec(rest);
  if (reply) {
    draft.replyDepth++;
    return { rest: rest.slice(reply[0].length), understood: true };
  }
  const forward = FORWARD.exec(rest);
  if (forward) {
    draft.forwarded = true;
    return { rest: rest.slice(forward[0].length), understood: true };
  }
  const label = LABEL.exec(rest);
  if (label) return { rest: rest.slice(label[0].length), understood: true };
  const pull = draft.tag === 'none' ? PULL_WORDS.exec(rest) : null;
  if (pull) {
    draft.tag = 'pull';
    return { rest: rest.slice(pull[0].length), understood: true };
  }
  return undefined;
}

function takeBracket(rest: string, draft: Draft): Step | undefined {
  if (!rest.startsWith('[')) return undefined;
  const end = bracketEnd(rest);
  if (end < 0) return undefined;
  const inner = rest.slice(1, end).replace(/[[\]]/g, ' ').trim();
  // `[Patch]: title` occurs too.
  return { rest: rest.slice(end + 1).replace(/^\s*(?::\s+)?/, ''), understood: readBracket(inner, draft) };
}

/** `[PATCH [v3] 1/2]` is one bracket; where they do not pair, the first `]` counts. */
function bracketEnd(text: string): number {
  let depth = 0;
  for (let i = 0; i < Math.min(text.length, 300); i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return i;
  }
  return text.indexOf(']');
}

function readBracket(inner: string, draft: Draft): boolean {
  if (draft.patch) return extendPatch(inner, draft.patch);
  if (ROBOT.test(inner) || /^syzbot\b/i.test(inner)) return setTag(draft, 'robot');
  if (/^tip[:/]/i.test(inner)) return setTag(draft, 'tip');
  if (/^(?:git[ ,-]*)?pull\b/i.test(inner)) return setTag(draft, 'pull');
  if (/^announce(?:ment)?$/i.test(inner)) return setTag(draft, 'announce');
  const patch = readPatchTag(inner);
  if (!patch) return false;
  draft.patch = patch;
  return setTag(draft, 'patch');
}

function setTag(draft: Draft, tag: SubjectLine['tag']): true {
  if (draft.tag === 'none') draft.tag = tag;
  return true;
}

/** A bracket after `[PATCH]` adds what it can: `[v2]`, `[RESEND]`, `[next]`; a sentence is title. */
function extendPatch(inner: string, patch: PatchDraft): boolean {
  if (inner.split(' ').length > 2) return false;
  for (const token of tokens(inner)) readToken(token, patch);
  return true;
}

function readPatchTag(inner: string): PatchDraft | undefined {
  const draft: PatchDraft = { minor: 0, rfc: false, resend: false, spelled: false, tree: [] };
  for (const token of tokens(inner)) readToken(token, draft);
  const numbered = draft.total !== undefined;
  return draft.spelled || draft.rfc || (numbered && draft.tree.length <= 2) ? draft : undefined;
}

function tokens(inner: string): string[] {
  const words = inner.split(/[\s,;|]+/).map((word) => word.replace(/^\((.*)\)$/, '$1'));
  const split = words.flatMap((word) => (/rf[ct]|patch|resend/i.test(word) ? word.split('/') : [word]));
  return split.filter((word) => word !== '' && word !== '-');
}

function readToken(token: string, draft: PatchDraft): void {
  const counted = /^#?(\d{1,4})\/(\d{1,4})$/.exec(token);
  if (counted) {
    draft.part = Number(counted[1]);
    draft.total = Number(counted[2]);
    return;
  }
  const word = WORD.exec(token);
  if (!word || (word[1] === undefined && word[2] === undefined)) {
    draft.tree.push(token);
    return;
  }
  readWord(word[1]?.toLowerCase(), draft);
  if (word[2] === undefined) return;
  const isKernel =
    /^for$/i.test(draft.tree.at(-1) ?? '') || (word[3]?.length ?? 0) > 1 || LONGTERM.test(token);
  if (isKernel) draft.tree.push(token);
  else {
    draft.revision = Number(word[2]);
    // `v2b` is a corrected v2 as `v2.2` would be.
    draft.minor = word[4] === undefined ? Number(word[3] ?? 0) : word[4].toLowerCase().charCodeAt(0) - 96;
  }
}

function readWord(word: string | undefined, draft: PatchDraft): void {
  if (word?.startsWith('patch')) draft.spelled = true;
  else if (word === 'rfc' || word === 'rft') draft.rfc = true;
  else if (word === 'resend' || word === 'repost') draft.resend = true;
}

function finishPatch(draft: PatchDraft): PatchTag {
  const inferred: ('revision' | 'part' | 'total')[] = [];
  if (draft.revision === undefined) inferred.push('revision');
  if (draft.part === undefined) inferred.push('part', 'total');
  return {
    revision: draft.revision ?? 1,
    minor: draft.minor,
    part: draft.part ?? 1,
    total: draft.total ?? 1,
    rfc: draft.rfc,
    resend: draft.resend,
    spelled: draft.spelled,
    tree: draft.tree.length > 0 ? draft.tree.join(' ') : undefined,
    inferred,
  };
}
