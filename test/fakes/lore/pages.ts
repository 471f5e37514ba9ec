import type { FakeReply, FakeRequest } from '../host.ts';
import type { Entry } from './entry.ts';
import { type Place, replyMbox, replyNew, replySearch, replyThreadAtom } from './feeds.ts';
import { escapeId, replyPage, toAscii } from './html.ts';
import { writeMbox } from './mbox.ts';
import { threadOf } from './thread.ts';

/** What a list shows at `rest`, the path behind `/LIST/`. */
export function replyList(place: Place, rest: string, request: FakeRequest): FakeReply {
  if (rest === '') return request.query.has('q') ? replySearch(place, request) : replyIndex(place);
  if (rest === 'new.atom') return replyNew(place, request);
  const [coded = '', page, ...more] = rest.split('/');
  const id = decode(coded);
  if (id === undefined || more.length > 1 || more.some((part) => part !== '')) return notFound(rest);
  if (page === undefined) return redirect(`${place.base}${coded}/`, 301);
  return replyMail(place, id, page) ?? notFound(id);
}

export const redirect = (location: string, status = 302): FakeReply => ({
  status,
  headers: { location, 'content-type': 'text/plain' },
  body: `Redirecting to ${location}\n`,
});

export const notFound = (what: string): FakeReply =>
  replyPage(404, 'Not found', `Message-ID &lt;${toAscii(what)}&gt;\nnot found\n`);

function replyMail(place: Place, id: string, page: string): FakeReply | undefined {
  const mails = place.entries.filter((entry) => entry.id === id);
  const [mail] = mails;
  if (page === 't.mbox.gz') {
    const thread = threadOf(place.entries, id);
    return thread.length === 0 ? undefined : replyMbox(thread, thread[0]?.subject ?? '');
  }
  if (page === 't.atom') return replyThreadAtom(place, id);
  if (!mail) return undefined;
  if (page === 'raw') return replyRaw(mails);
  return page === '' || page === 'T' || page === 't' ? replyMessage(mail) : undefined;
}

function replyRaw(mails: readonly Entry[]): FakeReply {
  return { headers: { 'content-type': 'text/plain' }, body: writeMbox(mails) };
}

function replyMessage({ subject, from, text, id }: Entry): FakeReply {
  const head = `From: ${toAscii(from.name)}\nSubject: ${toAscii(subject)}\nMessage-ID: &lt;${toAscii(id)}&gt;`;
  return replyPage(200, subject, `${head} (<a\nhref="raw">raw</a>)\n\n${toAscii(text)}`);
}

function replyIndex({ list, entries }: Place): FakeReply {
  const lines = entries
    .slice(-200)
    .toReversed()
    .map(({ id, subject }) => `<a\nhref="${toAscii(escapeId(id))}/T/#u">${toAscii(subject)}</a>\n`);
  return replyPage(200, `${list} archive`, lines.join(''));
}

/** undefined where the escapes are none. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
