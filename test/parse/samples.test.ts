import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mail } from '../../src/domain/message.ts';
import { describeWithCorpus } from '../corpus.ts';
import { mailOf } from './fixtures.ts';

const FIRST = Date.UTC(1991, 7, 25);
const HOUR = 3_600_000;

type Expected = (mail: Mail) => void;

/** What the named oddities must come out as, by the start of the file's name. */
const expectations: readonly (readonly [string, Expected])[] = [
  ['ANNOUNCE--', kind('announce')],
  ['GIT_PULL--', kind('pull')],
  ['git-pull-', kind('pull')],
  ['applied_reply--', kind('reply')],
  ['cover--', (mail) => expect([mail.kind, mail.line.patch?.part]).toEqual(['cover', 0])],
  ['date_futuregt1d--', (mail) => expect(mail.dateClamped).toBe(true)],
  ['date_year_2077--', (mail) => expect([mail.dateClamped, mail.date]).toEqual([true, mail.received])],
  ['date_year_2077--', (mail) => expect(mail.received).toBeLessThan(Date.UTC(2027, 0))],
  ['date_no_tz_-0000--', (mail) => expect(mail.dateClamped).toBe(false)],
  ['from_b4_relay_devnull--', (mail) => expect(mail.from.email).not.toMatch(/^devnull/)],
  ['from_b4_relay_devnull--', (mail) => expect(mail.from.name).not.toContain('via')],
  ['irt_multi--', (mail) => expect(mail.inReplyTo).toBeDefined()],
  ['irt_no_angle--', (mail) => expect(mail.inReplyTo).toMatch(/^\S+@\S+$/)],
  ['irt_without_refs--', (mail) => expect(mail.references).toEqual([mail.inReplyTo])],
  ['refs_without_irt--', (mail) => expect(mail.inReplyTo).toBe(mail.references.at(-1))],
  ['kernel_test_robot--', (mail) => expect(['report', 'reply']).toContain(mail.kind)],
  ['syzbot--', kind('report')],
  ['midgt150--', (mail) => expect(mail.messageId.length).toBeGreaterThan(150)],
  ['missing-subject--', (mail) => expect(mail.subject).toBe('')],
  ['missing-to--', (mail) => expect(mail.recipients.trim()).not.toMatch(/^[^,]*@/)],
  ['multipart_signed--', (mail) => expect(mail.text).not.toContain('PGP SIGNATURE')],
  ['multipart_alternative_html--', (mail) => expect(mail.text).not.toMatch(/<\/(?:div|p|body)>/i)],
  ['nul_byte--', (mail) => expect(mail.text).not.toContain('\0')],
  ['patch_attachment--', (mail) => expect(mail.text).toMatch(/^(?:diff --git|--- a\/)/m)],
  [
    'patch_dotted_version--',
    (mail) => expect(tag(mail)).toMatchObject({ revision: 3, minor: 1, part: 7, total: 7 }),
  ],
  ['patch_multibracket--', (mail) => expect(tag(mail)).toMatchObject({ rfc: true, spelled: true })],
  ['patch_odd_version--', (mail) => expect(tag(mail)).toMatchObject({ revision: 2 })],
  ['patch_RESEND--', (mail) => expect(tag(mail)).toMatchObject({ resend: true })],
  ['patch_AUTOSEL--', (mail) => expect(tag(mail)?.tree).toMatch(/^AUTOSEL \d/)],
  ['autosel-rust', (mail) => expect(tag(mail)?.tree).toMatch(/^AUTOSEL 6\.13/)],
  [
    'patch_stablePATCH_xy_n_m--',
    (mail) => expect(tag(mail)).toMatchObject({ tree: '5.14', part: 1, total: 432 }),
  ],
  ['patch_word_no_bracket_start--', (mail) => expect(mail.line.title).toContain('(was: Re: [PATCH]')],
  ['patchwork-bot', kind('notice')],
  ['pr-tracker-bot--', kind('notice')],
  ['tip', kind('notice')],
  ['touches_rs--', (mail) => expect(mail.text).toMatch(/^\+\+\+ b\/\S+\.rs$/m)],
  ['nova-core-v5-5of8', (mail) => expect(tag(mail)).toMatchObject({ revision: 5, part: 5, total: 8 })],
  ['subj_rfc2047', (mail) => expect(mail.subject).not.toContain('=?')],
  ['mail__0019', (mail) => expect(mail.text).not.toContain('<div')],
  ['mail__0001', kind('pull')],
  ['mail__0016', (mail) => expect([mail.subject, mail.messageId]).toEqual(['', 'ABC@DEF'])],
  ['mail__0022', (mail) => expect(tag(mail)).toMatchObject({ part: 1, total: 1 })],
];

describeWithCorpus('mail samples', (corpus) => {
  describe.each(['mail', 'rust-mail', 'mail-fuzz'])('%s', (folder) => {
    const at = join(corpus, 'samples', folder);
    it.each(readdirSync(at))('%s', (file) => {
      const mail = mailOf(readFileSync(join(at, file)), 0);
      checkSound(mail);
      for (const [prefix, check] of expectations) if (file.startsWith(prefix)) check(mail);
    });
  });

  it('knows files for every expectation', () => {
    const files = ['mail', 'rust-mail', 'mail-fuzz'].flatMap((folder) =>
      readdirSync(join(corpus, 'samples', folder)),
    );
    const idle = expectations.filter(([prefix]) => !files.some((file) => file.startsWith(prefix)));
    expect(idle.map(([prefix]) => prefix)).toEqual([]);
  });

  const threads = join(corpus, 'samples', 'threads');
  it.each(readdirSync(threads))('thread %s hangs together', (file) => {
    const mails = splitMbox(readFileSync(join(threads, file), 'latin1')).map((text) => {
      const mail = mailOf(text, 0);
      checkSound(mail);
      return mail;
    });
    expect(mails.length).toBeGreaterThan(2);
    const root = mails[0]?.messageId;
    const astray = mails.slice(1).filter((mail) => root === undefined || !mail.references.includes(root));
    expect(astray.length).toBeLessThanOrEqual(mails.length / 10);
  });
});

function checkSound(mail: Mail): void {
  expect(mail.messageId).toMatch(/^\S+$/);
  expect(mail.date).toBeGreaterThanOrEqual(FIRST);
  expect(mail.date).toBeLessThanOrEqual(mail.received + HOUR);
  expect(mail.subject).not.toMatch(/\s\s|^\s|\s$|\0/);
  expect(mail.text).not.toMatch(/[\0\r]/);
  expect(mail.from.email).toMatch(/^\S*$/);
}

function kind(wanted: Mail['kind']): Expected {
  return (mail) => expect(mail.kind).toBe(wanted);
}

function tag(mail: Mail): Mail['line']['patch'] {
  return mail.line.patch;
}

/** mboxrd: a mail starts at `From ` behind an empty line; `>From ` was `From `. */
function splitMbox(text: string): string[] {
  return text
    .split(/^From (?=\S+ .*\d{4}$)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => part.slice(part.indexOf('\n') + 1).replace(/^>(>*From )/gm, '$1'));
}
