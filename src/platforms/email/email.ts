import type { Outcome } from '../../domain/delivery/delivery.ts';
import { readMailAddress } from '../../domain/subscription/mail-address.ts';
import type { Target } from '../../domain/subscription/target.ts';
import type { Parcel, Platform, SendContext } from '../../ports/platform.ts';
import { cleanLine } from '../../render/clean.ts';
import { composeMail, type Dkim } from './compose.ts';
import type { Courier } from './courier.ts';
import { createCouriers } from './couriers.ts';
import { type MailCase, outcomeOf } from './outcome.ts';
import { createBodies, renderLetter } from './render.ts';
import { readSender, type Sender } from './sender.ts';
import { readSmtpUrl, type SmtpServer } from './smtp-url.ts';
import { SMTP_TIMES, type SmtpTimes } from './times.ts';

export type EmailSettings = {
  /** SMTP_URL: a secret. */
  readonly url: string | undefined;
  /** MAIL_FROM */
  readonly from: string | undefined;
  readonly dkim?: Dkim | undefined;
  /** Of List-ID; that of the sender unless told. */
  readonly listDomain?: string | undefined;
  readonly times?: SmtpTimes;
  /** Of the program. */
  readonly version: string;
};

type Post = { readonly courier: Courier; readonly server: SmtpServer; readonly sender: Sender };

/** Mails over SMTP, by a few connections. Where it is not set up, `check` says what is missing. */
export function createEmail(
  settings: EmailSettings,
): Platform & { readonly greet: (signal: AbortSignal) => Promise<string | undefined> } {
  const post = openPost(settings);
  const program = `lorewatch ${settings.version}`;
  const bodies = createBodies();
  const listDomain = domainOf(settings.listDomain) ?? ('wrong' in post ? '' : post.sender.domain);
  const send = async (parcel: Parcel, { now, signal }: SendContext): Promise<Outcome> => {
    if ('wrong' in post) return { what: 'refused', why: post.wrong, scope: 'platform' };
    const to = readTo(parcel.target);
    if ('wrong' in to) return { what: 'refused', why: to.wrong, scope: 'target' };
    const { courier, sender } = post;
    const letter = renderLetter(parcel, { domain: sender.domain, listDomain, program }, bodies);
    const envelope = { sender, to: to.address, date: new Date(now()), key: parcel.key, dkim: settings.dkim };
    const bytes = await composeMail(letter, envelope);
    const sent = await courier.bring({ from: sender.address, to: to.address, bytes }, signal);
    if ('trouble' in sent) return outcomeOf(sent.trouble, caseOf(post, to.address));
    const answer = cleanLine(sent.answer).slice(0, 200);
    return { what: 'sent', receipt: { messageId: letter.messageId, subject: letter.subject, answer } };
  };
  return {
    id: 'mailto',
    can: { edit: false, lines: true, nonce: 0 },
    check: (target) => {
      if ('wrong' in post) return post.wrong;
      const to = readTo(target);
      return 'wrong' in to ? to.wrong : undefined;
    },
    send,
    greet: async (signal) => {
      if ('wrong' in post) return post.wrong;
      const trouble = await post.courier.greet(signal);
      if (trouble === undefined) return undefined;
      const outcome = outcomeOf(trouble, caseOf(post, ''));
      return outcome.what === 'sent' ? undefined : outcome.why;
    },
    close: async () => {
      if (!('wrong' in post)) post.courier.close();
    },
  };
}

function openPost({ url, from, times }: EmailSettings): Post | { readonly wrong: string } {
  const missing = [url === undefined ? 'SMTP_URL' : '', from === undefined ? 'MAIL_FROM' : ''].filter(
    (name) => name !== '',
  );
  if (url === undefined || from === undefined)
    return { wrong: `e-mail is not set up: set ${missing.join(' and ')}` };
  const server = readSmtpUrl(url);
  if ('wrong' in server) return server;
  const sender = readSender(from);
  if ('wrong' in sender) return sender;
  return { server, sender, courier: createCouriers(server, times ?? SMTP_TIMES) };
}

/** What a header can hold: letters, digits, dots and hyphens. */
function domainOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[a-z0-9.-]{1,253}$/i.test(text) ? text.toLowerCase() : undefined;
}

function readTo({ text }: Target): { readonly address: string } | { readonly wrong: string } {
  return text.startsWith('mailto:')
    ? readMailAddress(text.slice('mailto:'.length))
    : { wrong: 'it is no mail address' };
}

function caseOf({ server, sender }: Post, to: string): MailCase {
  const { host, port, login } = server;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { server: `${shown}:${port}`, from: sender.address, to, secrets: login ? secretsOf(login) : [] };
}

/** A password in all the forms in which it goes over the wire: RFC 4616, LOGIN. */
function secretsOf({ user, password }: NonNullable<SmtpServer['login']>): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return [base64(`\0${user}\0${password}`), base64(password), password].filter((secret) => secret !== '');
}
