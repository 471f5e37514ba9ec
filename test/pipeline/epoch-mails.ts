import { makeMail, makeMails, RUST_DIFF, START } from '../sources/mails.ts';
import { dumpStore } from '../store/dump.ts';

/** A Rust patch, a reply to it, and mails that have nothing to do with either. */
export const patch = makeMail({
  id: 'patch@x',
  subject: '[PATCH] rust: gizmo',
  body: RUST_DIFF,
  date: START,
});
export const reply = makeMail({
  id: 'reply@x',
  subject: 'Re: [PATCH] rust: gizmo',
  inReplyTo: 'patch@x',
  references: ['patch@x'],
});
export const others = makeMails(6);
export const all = [patch, ...others.slice(0, 3), reply, ...others.slice(3)];
export const without = (...gone: readonly Buffer[]): Buffer[] => all.filter((mail) => !gone.includes(mail));
/** A report of nothing. */
export const none = { added: 0, known: 0, removed: 0, unreadable: 0, losses: [], upToDate: false };

export const idsIn = (store: string): string[] =>
  (dumpStore(store).messages ?? []).map((line) => line.slice(0, line.indexOf('|')));
const idOf = (mail: Buffer): string =>
  /<(.*)>/.exec(/^Message-ID: .*$/m.exec(mail.toString())?.[0] ?? '')?.[1] ?? '';
export const ids = (mails: readonly Buffer[]): string[] => mails.map(idOf).sort();
