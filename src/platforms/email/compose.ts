import type { Letter } from './render.ts';
import type { Sender } from './sender.ts';

export type Dkim = {
  readonly domain: string;
  readonly selector: string /** PEM; a secret. */;
  readonly privateKey: string;
};

type Envelope = {
  readonly sender: Sender;
  readonly to: string;
  readonly date: Date;
  readonly key: string;
  readonly dkim: Dkim | undefined;
};

/** What RFC 8058 wants signed besides what nodemailer signs. */
const SIGNED =
  'From:To:Subject:Date:Message-ID:In-Reply-To:References:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted';

/** The bytes of a mail: same letter, date and key, same bytes. Reads no file and no URL. */
export async function composeMail(letter: Letter, envelope: Envelope): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { sender, to, date, key, dkim } = envelope;
  const node = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: to },
    subject: letter.subject,
    date,
    messageId: letter.messageId,
    ...(letter.parent === undefined ? {} : { inReplyTo: letter.parent, references: [letter.parent] }),
    // As they stand: nothing is to be encoded or folded in them.
    headers: letter.headers.map(({ key: name, value }) => ({ key: name, value: { prepared: true, value } })),
    text: letter.text,
    ...(letter.html === undefined ? {} : { html: letter.html }),
    baseBoundary: key.replace(/[^A-Za-z0-9-]/g, '-'),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const bytes = await node.build();
  return dkim === undefined ? bytes : sign(bytes, dkim);
}

async function sign(bytes: Buffer, { domain, selector, privateKey }: Dkim): Promise<Buffer> {
  const { default: DKIM } = await import('nodemailer/lib/dkim');
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: SIGNED,
  });
  const parts: Buffer[] = [];
  for await (const part of signer.sign(bytes)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
