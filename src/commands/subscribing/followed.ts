import { parseFilter } from '../../domain/filter/parse.ts';
import { printFilter } from '../../domain/filter/print.ts';
import type { MessageId } from '../../domain/ids.ts';
import { readMailReference } from '../../domain/links.ts';
import { type Followed, findByKey, findFollowed } from '../../pipeline/subscribing/find-followed.ts';
import type { CommandDeps, Wrong } from '../command.ts';
import { fetched } from '../told/fetched.ts';

/** A mail as it was named: a Message-ID or link with its text, or a key. */
export type NamedMail = { readonly asked: string; readonly key: number | undefined };

const KEY = /^#(\d{1,16})$/;

/** Reads a Message-ID, a link to a mail, or `#key`. Touches nothing. */
export function readMail(asked: string): NamedMail | Wrong {
  const text = asked.trim();
  const key = KEY.exec(text)?.[1];
  if (key !== undefined) return { asked: text, key: Number(key) };
  const id = readMailReference(text);
  if (id?.includes('@')) return { asked: text, key: undefined };
  return {
    wrong: `\`${text.slice(0, 60)}\` is neither a Message-ID nor a link to a mail; \`series\` with words of its title finds it`,
  };
}

/** What the mail belongs to; its thread is fetched where a link names it and the store lacks it. */
export async function findNamed(deps: CommandDeps, { asked, key }: NamedMail): Promise<Followed | Wrong> {
  const id: MessageId | undefined = key === undefined ? readMailReference(asked) : findByKey(deps.store, key);
  if (id === undefined) return { wrong: 'this is not known any more; search for it by its title' };
  return fetched(deps, asked, id, () => findFollowed(deps.match, id));
}

/** The filter that follows it and nothing else, in normal form; a sentence where its id is none that can be typed. */
export function filterFor({ id, kind }: Pick<Followed, 'id' | 'kind'>): string | Wrong {
  if (kind !== 'series' && kind !== 'pull')
    return {
      wrong:
        'that is no patch series and no pull request; `subscribe` with words of its subject tells what is said',
    };
  const parsed = parseFilter(`series:"${id.replace(/["“”„\\]/g, '\\$&')}"`);
  if (!parsed.ok)
    return { wrong: 'this cannot be followed: the Message-ID of its first mail is too strange' };
  return printFilter(parsed.filter);
}
