import type { Outcome } from '../../domain/delivery/delivery.ts';
import { cleanLine } from '../../render/clean.ts';
import { truncate } from '../../render/width.ts';
import type { Phase, Trouble } from './trouble.ts';

/** What sentences name, and what they must not say. */
export type MailCase = {
  /** `mail.example.org:587` */
  readonly server: string;
  readonly from: string;
  readonly to: string;
  readonly secrets: readonly string[];
};

const MINUTE = 60_000;
/** What the codes of RFC 5321 ask for: the server closes, a greylist, a full queue. ms */
const WAITS: ReadonlyMap<number, number> = new Map([
  [421, MINUTE],
  [450, 5 * MINUTE],
  [451, 5 * MINUTE],
  [452, 15 * MINUTE],
]);
/** A full mailbox is emptied by a human. */
const FULL = 60 * MINUTE;
const LONGEST = 160;
/** Authentication wanted, weak, refused, or too weakly encrypted: RFC 4954, 6. */
const LOGIN: ReadonlySet<number> = new Set([530, 534, 535, 538]);
/** No such mailbox, not here, no such name, does not accept mail: RFC 5321, 4.2.3, RFC 7504. */
const NOBODY: ReadonlySet<number> = new Set([501, 521, 550, 551, 553, 556]);

/** What became of a mail that the server did not take. */
export function outcomeOf(trouble: Trouble, of: MailCase): Outcome {
  const { status } = trouble;
  if (status === undefined || status < 400) return unanswered(trouble, of);
  if (status < 500)
    return {
      what: 'again',
      why: `${of.server} asks to try again later${words(trouble, of)}`,
      wait: WAITS.get(status),
    };
  // The session was in disorder, the mail was not.
  if (status === 503) return { what: 'again', why: `${of.server} lost the thread${words(trouble, of)}` };
  return refusedBy(trouble, status, of);
}

function unanswered({ phase, code, command }: Trouble, of: MailCase): Outcome {
  if (phase === 'whole')
    return {
      what: 'unknown',
      why: `${of.server} got the whole mail and did not say whether it took it: ${BROKEN[code] ?? 'the connection broke off'}`,
    };
  if (code === 'EAUTH') return badLogin(of);
  if (code === 'ECERT')
    return {
      what: 'refused',
      why: `the certificate of ${of.server} is not trusted: check the host in SMTP_URL, or name its CA in NODE_EXTRA_CA_CERTS`,
      scope: 'platform',
    };
  if (code === 'EENVELOPE') return { what: 'refused', why: `${of.to} cannot be written to`, scope: 'target' };
  if (code === 'EMESSAGE')
    return { what: 'refused', why: `${of.server} takes no mails as large as this one`, scope: 'post' };
  return { what: 'again', why: `${of.server}${WHERE[phase]}: ${sentence(code, command)}` };
}

const WHERE: Readonly<Record<Phase, string>> = {
  open: '',
  envelope: '',
  body: ' while it got the mail',
  whole: '',
};
const BROKEN: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'it took too long',
  EPROTOCOL: 'it answered what nobody understands',
  EABORT: 'the program stopped before it answered',
};
const SENTENCES: Readonly<Record<string, string>> = {
  ...BROKEN,
  EABORT: 'the program stopped',
  EDNS: 'there is no host of that name: check SMTP_URL and the network',
  EBUSY: 'mails before this one took too long',
  ETLS: 'no encrypted connection came about: check the port in SMTP_URL',
};

function sentence(code: string, command: string): string {
  const known = SENTENCES[code];
  if (known !== undefined) return known;
  return command === 'CONN' ? 'no connection came about, or it broke off' : 'the connection broke off';
}

/** By what was asked when it was refused for good. */
function refusedBy(trouble: Trouble, status: number, of: MailCase): Outcome {
  const { command, phase } = trouble;
  if (LOGIN.has(status) || trouble.code === 'EAUTH') return badLogin(of);
  if (command === 'STARTTLS')
    return {
      what: 'refused',
      why: `${of.server} cannot encrypt${words(trouble, of)}: check the host and the port in SMTP_URL, or say \`?tls=off\` there`,
      scope: 'platform',
    };
  if (phase === 'open')
    return {
      what: 'refused',
      why: `${of.server} does not serve this machine${words(trouble, of)}: check SMTP_URL`,
      scope: 'platform',
    };
  if (command === 'MAIL FROM') return senderRefused(trouble, status, of);
  if (command === 'RCPT TO') return recipientRefused(trouble, status, of);
  return contentRefused(trouble, of);
}

function badLogin(of: MailCase): Outcome {
  return {
    what: 'refused',
    why: `the SMTP server refused the user name or password: check SMTP_URL (${of.server})`,
    scope: 'platform',
  };
}

function senderRefused(trouble: Trouble, status: number, of: MailCase): Outcome {
  if (status === 552)
    return { what: 'refused', why: `${of.server} takes no mails as large as this one`, scope: 'post' };
  return {
    what: 'refused',
    why: `${of.server} takes no mails from ${of.from}${words(trouble, of)}: check MAIL_FROM`,
    scope: 'platform',
  };
}

/** RFC 3463: 5.1.x the address, 5.2.1 the mailbox is switched off, 5.2.2 full, 5.7.x a policy. */
function recipientRefused(trouble: Trouble, status: number, of: MailCase): Outcome {
  const [subject, detail] = enhanced(trouble.response);
  const said = words(trouble, of);
  if (/\brelay/i.test(trouble.response) && subject !== 1)
    return {
      what: 'refused',
      why: `${of.server} passes nothing on for us${said}: check the user in SMTP_URL`,
      scope: 'platform',
    };
  const nobody =
    subject === 1 || (subject === 2 && detail === 1) || (subject === undefined && NOBODY.has(status));
  if (nobody) return { what: 'refused', why: `there is no mailbox for ${of.to}${said}`, scope: 'target' };
  if ((subject === 2 && detail === 2) || (subject === undefined && status === 552))
    return { what: 'again', why: `the mailbox of ${of.to} is full${said}`, wait: FULL };
  return { what: 'refused', why: `${of.server} does not want this mail to ${of.to}${said}`, scope: 'post' };
}

/** Some look at the recipient when they have the mail. */
function contentRefused(trouble: Trouble, of: MailCase): Outcome {
  const said = words(trouble, of);
  return enhanced(trouble.response)[0] === 1
    ? { what: 'refused', why: `there is no mailbox for ${of.to}${said}`, scope: 'target' }
    : { what: 'refused', why: `${of.server} does not want this mail${said}`, scope: 'post' };
}

/** Subject and detail of an enhanced status code (RFC 3463): of `550 5.1.1 ...` 1 and 1. */
function enhanced(response: string): readonly [number | undefined, number | undefined] {
  const [, subject, detail] = /^\d{3}[ -][245]\.(\d{1,3})\.(\d{1,3})\b/.exec(response) ?? [];
  return [
    subject === undefined ? undefined : Number(subject),
    detail === undefined ? undefined : Number(detail),
  ];
}

/** What the server said, fit for a reader; nothing of what is secret, also where it was said back. */
function words({ response }: Trouble, { secrets }: MailCase): string {
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), response.slice(0, 2000));
  const line = truncate(cleanLine(hidden), LONGEST);
  return line === '' ? '' : ` ("${line}")`;
}
