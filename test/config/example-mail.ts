import { Buffer } from 'node:buffer';
import type { Mail } from '../../src/domain/message.ts';
import type { MailExample } from '../../src/domain/relevance/rule.ts';
import { parseMail } from '../../src/parse/mail/mail.ts';

/** The example as a whole mail, read the way every mail is read. */
export function mailOf({
  subject = '',
  body = '',
  cc = '',
  from = 'Jane Doe <jane@example.org>',
}: MailExample): Mail {
  const head = [
    `From: ${from}`,
    'To: linux-kernel@vger.kernel.org',
    `Cc: ${cc}`,
    `Subject: ${subject}`,
    'Date: Mon, 1 Jan 2024 10:00:00 +0000',
    'Message-ID: <example@example.org>',
    'Content-Type: text/plain; charset=UTF-8',
  ];
  const mail = parseMail(Buffer.from(`${head.join('\n')}\n\n${body}`), { source: 'example', arrived: 0 });
  if ('unreadable' in mail) throw new Error(mail.unreadable);
  return mail;
}
