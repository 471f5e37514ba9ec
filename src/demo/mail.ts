import { mailDate } from './calendar.ts';
import { base64Lines, encodeWords, foldAddresses, foldWords, mailbox, quotedPrintable } from './encode.ts';
import { fingerprint } from './random.ts';
import type { Draft, ListName } from './types.ts';

export const listAddress: Record<ListName, string> = {
  'rust-for-linux': 'rust-for-linux@vger.kernel.org',
  'linux-kbuild': 'linux-kbuild@vger.kernel.org',
};

/** Addresses that are kept for documentation (RFC 5737), one for each mail host. */
const address = (host: string): string => `198.51.100.${(fingerprint(host) % 250) + 2}`;

const queueId = (key: string): string => fingerprint(key).toString(16).toUpperCase().padStart(8, '0');

/** The way the mail went, newest hop first: the first line tells when the archive had it. */
function received(draft: Draft, list: ListName): string[] {
  const host = `mail.${draft.from.email.split('@').at(-1) ?? 'example.org'}`;
  const vger = 'smtp.subspace.kernel.org';
  const atList =
    Math.min(draft.date, draft.arrival) + (draft.arrival - Math.min(draft.date, draft.arrival)) / 2;
  const key = `${draft.id}/${list}`;
  return [
    `Received: from ${vger} (conduit.subspace.kernel.org [192.0.2.174])`,
    '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
    `\tby inbox.archive.example.net (Postfix) with ESMTPS id ${queueId(key)}A`,
    `\tfor <${listAddress[list]}>; ${mailDate(draft.arrival, 0)} (UTC)`,
    `Received: from ${host} (${host} [${address(host)}])`,
    '\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))',
    `\tby ${vger} (Postfix) with ESMTPS id ${queueId(`${key}/2`)}F`,
    `\tfor <${listAddress[list]}>; ${mailDate(atList, 0)} (UTC)`,
    `Authentication-Results: ${vger}; dmarc=pass (p=none dis=none) header.from=${host.slice(5)}`,
  ];
}

function listHeaders(list: ListName): string[] {
  return [
    'Precedence: bulk',
    `X-Mailing-List: ${listAddress[list]}`,
    `List-Id: <${list}.vger.kernel.org>`,
    `List-Subscribe: <mailto:${list}+subscribe@vger.kernel.org>`,
    `List-Unsubscribe: <mailto:${list}+unsubscribe@vger.kernel.org>`,
  ];
}

const mailerLine: Record<Draft['mailer'], string | null> = {
  git: 'X-Mailer: git-send-email 2.51.0',
  b4: 'X-Mailer: b4 0.15-dev',
  mutt: 'User-Agent: Mutt/2.2.13 (2024-03-09)',
  thunderbird: 'User-Agent: Mozilla Thunderbird',
  gmail: null,
  bot: null,
};

function threadHeaders(draft: Draft): string[] {
  const parent = draft.references.at(-1);
  if (parent === undefined) return [];
  const line = `References: ${draft.references.map((id) => `<${id}>`).join('\n ')}`;
  return [`In-Reply-To: <${parent}>`, line];
}

function contentHeaders(draft: Draft): string[] {
  const ascii = Buffer.byteLength(draft.body, 'utf8') === draft.body.length;
  const encoding = draft.encoding ?? (ascii ? '7bit' : '8bit');
  const charset = draft.charset ?? (ascii && draft.mailer !== 'b4' ? 'us-ascii' : 'utf-8');
  if (draft.mailer === 'git' && ascii && draft.encoding === undefined)
    return ['Content-Transfer-Encoding: 8bit'];
  return [`Content-Type: text/plain; charset="${charset}"`, `Content-Transfer-Encoding: ${encoding}`];
}

/** Header lines in the order that the sender's program gives them. */
function ownHeaders(draft: Draft): string[] {
  const idName = draft.mailer === 'b4' || draft.mailer === 'bot' ? 'Message-Id' : 'Message-ID';
  const from = `From: ${mailbox(draft.from.name, draft.from.email)}`;
  const subject = foldWords('Subject', encodeWords(draft.subject));
  const date = `Date: ${mailDate(draft.date, draft.from.zone)}`;
  const id = `${idName}: <${draft.id}>`;
  const to = draft.to.length > 0 ? [foldAddresses('To', draft.to)] : [];
  const cc = draft.cc.length > 0 ? [foldAddresses('Cc', draft.cc)] : [];
  const mailer = mailerLine[draft.mailer];
  const rest = ['MIME-Version: 1.0', ...contentHeaders(draft), ...(mailer === null ? [] : [mailer])];
  if (draft.mailer === 'git')
    return [from, ...to, ...cc, subject, date, id, ...threadHeaders(draft), ...rest];
  if (draft.mailer === 'b4') return [from, date, subject, ...rest, id, ...threadHeaders(draft), ...to, ...cc];
  if (draft.mailer === 'thunderbird')
    return [id, date, ...rest, subject, ...to, ...cc, ...threadHeaders(draft), from];
  return [date, from, ...to, ...cc, subject, id, ...threadHeaders(draft), ...rest];
}

const headerName = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();

/** Replaces, removes or adds the lines that `headers` names. */
function override(lines: string[], headers: Record<string, string | null>): string[] {
  const wanted = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), { name, value }]),
  );
  const kept = lines.flatMap((line) => {
    const change = wanted.get(headerName(line));
    if (change === undefined) return [line];
    wanted.delete(headerName(line));
    return change.value === null ? [] : [`${change.name}: ${change.value}`];
  });
  const added = [...wanted.values()].flatMap(({ name, value }) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return [...kept, ...added];
}

function bodyBytes(draft: Draft): Uint8Array {
  if (draft.rawBody !== undefined) return draft.rawBody;
  if (draft.encoding === 'base64') return Buffer.from(base64Lines(Buffer.from(draft.body, 'utf8')));
  if (draft.encoding === 'quoted-printable') return Buffer.from(quotedPrintable(draft.body));
  return Buffer.from(draft.body, 'utf8');
}

/** The bytes of one mail as one list's archive keeps them: newlines are LF, as in every public-inbox. */
export function renderMail(draft: Draft, list: ListName): Buffer {
  const own = override(ownHeaders(draft), draft.headers ?? {});
  const head = [...received(draft, list), ...own.slice(0, 4), ...listHeaders(list), ...own.slice(4)];
  const bytes = Buffer.concat([Buffer.from(`${head.join('\n')}\n\n`, 'utf8'), bodyBytes(draft)]);
  return draft.damage === undefined ? bytes : draft.damage(bytes);
}
