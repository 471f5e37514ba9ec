import { mailDate } from './calendar.ts';
import type { PersonKey } from './people.ts';
import { signature } from './people.ts';
import { createRandom } from './random.ts';
import type { PostedRevision, PostedSeries } from './series-spec.ts';
import type { Draft } from './types.ts';

/** How a tree says that it has taken a series: who, how many days before the end, the branch, the repository. */
export type Landing = { series: PostedSeries; by: PersonKey; at: number; tree: string; url: string };

/** What has landed: the newest revision, the mail at its head, and its patches by part. */
export type Landed = { head: Draft; revision: PostedRevision; patches: [part: number, draft: Draft][] };

export const titleOf = (draft: Draft): string => draft.subject.replace(/^\[[^\]]*\] /, '');

/** The commit that a patch became: the same in all notices about it. */
export const commitOf = (title: string): string => createRandom(0, `commit/${title}`).hex(40);

const quoted = (draft: Draft, lines: number): string => draft.body.split('\n').slice(0, lines).join('\n> ');

const commitUrl = (landing: Landing, draft: Draft): string =>
  `https://git.kernel.org/${landing.url}/c/${commitOf(titleOf(draft)).slice(0, 12)}`;

/** What `b4 ty` writes. */
export function thanksBody(landing: Landing, { head, patches }: Landed): string {
  const rows = patches.map(
    ([part, draft]) => `[${part}/${patches.length}] ${titleOf(draft)}\n      ${commitUrl(landing, draft)}`,
  );
  return `
On ${mailDate(head.date, head.from.zone)}, ${head.from.name} wrote:
> ${quoted(head, 3)}
> 
> [...]

Applied to ${landing.url} (${landing.tree}), thanks!

${rows.join('\n')}

Best regards,
-- 
${signature(landing.by)}

`;
}

/** What patchwork-bot writes. */
export function patchworkBody(landing: Landing, { head, patches, revision }: Landed): string {
  const version = revision.spec.number > 1 ? `v${revision.spec.number},` : '';
  const rows = patches.map(
    ([part, draft]) =>
      `  - [${version}${part}/${patches.length}] ${titleOf(draft)}\n    ${commitUrl(landing, draft)}`,
  );
  return `Hello:

This ${patches.length === 1 ? 'patch' : 'series'} was applied to ${landing.url} (${landing.tree})
by ${signature(landing.by)}:

On ${mailDate(head.date, head.from.zone)} you wrote:
> ${quoted(head, 4)}
> [...]

Here is the summary with links:
${rows.join('\n')}

You are awesome, thank you!
-- 
Deet-doot-dot, I am a bot.
https://korg.docs.kernel.org/patchwork/pwbot.html


`;
}

/** What tip-bot writes about the patch `draft`. */
export function tipBody(landing: Landing, draft: Draft, title: string, date: number): string {
  const commit = commitOf(title);
  const when = (time: number): string => mailDate(time, 60).replace(/(\d\d)$/, ':$1');
  const message = draft.body.slice(0, draft.body.indexOf('\n---\n'));
  const diff = draft.body.slice(draft.body.search(/^ \S+ +\| +\d/m), draft.body.lastIndexOf('\n-- \n'));
  return `The following commit has been merged into the ${landing.tree} branch of tip:

Commit-ID:     ${commit}
Gitweb:        https://git.kernel.org/tip/${commit}
Author:        ${draft.from.name} <${draft.from.email}>
AuthorDate:    ${when(draft.date)}
Committer:     ${signature(landing.by)}
CommitterDate: ${when(date)}

${title}

${message}
Signed-off-by: ${signature(landing.by)}
Link: https://patch.msgid.link/${draft.id}
---
${diff}
`;
}
