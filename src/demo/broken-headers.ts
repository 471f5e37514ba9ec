import type { Broken } from './broken.ts';
import { DAY, HOUR } from './calendar.ts';

const latin1 = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(Buffer.from(from, 'utf8').toString('latin1'), to), 'latin1');

const longName = 'a-very-long-message-id-as-an-exchange-server-with-a-grudge-would-make-it';

/** Mails whose header is wrong. */
export const brokenHeaders: Broken[] = [
  {
    defect: 'raw-8bit-header',
    by: 'margit',
    subject: 'modules.order in the wrong place',
    body: 'It is in the source tree now.\n',
    headers: { From: 'Margit Szal@kin@ <margit@szaloki.example.org>' },
    damage: (bytes) => latin1(bytes, 'Szal@kin@', 'Szal\xf3kin\xe9'),
  },
  {
    defect: 'broken-rfc2047',
    by: 'ravindu',
    subject: 'a subject that was cut',
    body: 'The subject was cut by a gateway. Sorry.\n',
    headers: {
      Subject:
        '=?gb2312?B?peilyaXQpbelyaXDpcils6Xgo7qhuKSqv82YlMfpiPOhuaXRpbml7w==?= =?gb2312?B?qWClyYnkuPykzt9CvWo',
    },
  },
  {
    defect: 'double-spaced-subject',
    by: 'yevhen',
    subject: 'Re: [PATCH] kconfig: keep the size of the window when the terminal is resized',
    body: 'Folded by two programs in turn.\n',
    headers: { Subject: 'Re: [PATCH] kconfig: keep the size of the window when the\n  terminal  is resized' },
  },
  {
    defect: 'date-2077',
    by: 'faisal',
    subject: '[PATCH] selftests: do not trust the clock',
    body: 'The clock of the test machine is wrong, as the date of this mail shows.\n',
    skew: 51 * 365.25 * DAY,
  },
  {
    defect: 'date-garbage',
    by: 'tiberiu',
    subject: 'Re: modules_install twice',
    body: 'Yes.\n',
    headers: { Date: 'yesterday, at about noon' },
  },
  {
    defect: 'date-minus-zero',
    by: 'aroha',
    subject: 'Re: modules_install twice',
    body: 'No.\n',
    zone: '-0000',
  },
  {
    defect: 'date-ahead',
    by: 'seun',
    subject: 'Re: modules_install twice',
    body: 'In three hours I will know.\n',
    skew: 3 * HOUR,
  },
  {
    defect: 'late',
    by: 'margit',
    subject: 'Re: modules_install twice',
    body: 'This mail was stuck in a queue for days.\n',
    skew: -4 * DAY,
  },
  {
    defect: 'duplicate',
    by: 'aroha',
    subject: 'Re: modules_install twice',
    body: 'Delivered twice, too.\n',
    id: 'twice.20260312@kauri.example.net',
    copies: 2,
  },
  { defect: 'no-subject', by: 'cuau', subject: '', body: 'subscribe\n', headers: { Subject: null } },
  {
    defect: 'no-message-id',
    by: 'seun',
    subject: 'kconfig: a mail without an id',
    body: 'Some programs leave it to the server, and some servers do not care.\n',
    headers: { 'Message-ID': null },
  },
  {
    defect: 'no-to',
    by: 'nikhil',
    subject: 'kconfig: a mail to nobody',
    body: 'All recipients were in Bcc.\n',
    headers: { To: null },
  },
  {
    defect: 'id-without-brackets',
    by: 'rusty',
    subject: 'Re: [PATCH] kbuild: quote paths',
    body: 'Works here.\n',
    headers: {
      'In-Reply-To': '20260301101112.1000-1-nobody@example.org',
      References: '20260301101112.1000-1-nobody@example.org',
    },
  },
  {
    defect: 'several-in-reply-to',
    by: 'philip',
    subject: 'Re: [PATCH] kbuild: quote paths',
    body: 'Two mails, one answer: see the manual.\n',
    headers: {
      'In-Reply-To': '<20260301101112.1000-1-nobody@example.org> <20260302101112.1001-1-nobody@example.org>',
    },
  },
  {
    defect: 'in-reply-to-with-words',
    by: 'philip',
    subject: 'Re: [PATCH] kbuild: quote paths',
    body: 'An old program wrote this header.\n',
    headers: {
      'In-Reply-To':
        'Message from Nobody <nobody@example.org> of "Sun, 01 Mar 2026" <20260301101112.1000-1-nobody@example.org>',
    },
  },
  {
    defect: 'self-reference',
    by: 'yevhen',
    subject: 'Re: [PATCH] kbuild: quote paths',
    body: 'My mail program thinks that I answer myself.\n',
    id: 'self-reference.1@dnipro.example.net',
    headers: {
      'In-Reply-To': '<self-reference.1@dnipro.example.net>',
      References: '<self-reference.1@dnipro.example.net>',
    },
  },
  {
    defect: 'long-message-id',
    by: 'ravindu',
    subject: '[PATCH] kbuild: shorten the name of a file',
    body: 'It hit the limit of the file system. So does the id of this mail.\n',
    id: `${`${longName}-`.repeat(4).slice(0, 270)}@kandy.example.com`,
  },
  {
    defect: 'folded-message-id',
    by: 'margit',
    subject: 'kconfig: an id on the next line',
    body: 'The header is folded right after its name.\n',
    id: 'folded.20260311.77@szaloki.example.org',
    headers: { 'Message-ID': '\n <folded.20260311.77@szaloki.example.org>' },
  },
  {
    defect: 'duplicate-headers',
    by: 'faisal',
    subject: 'Re: [PATCH] kbuild: quote paths',
    body: 'git send-email had a bad day.\n',
    headers: {
      'In-Reply-To':
        '<20260301101112.1000-1-nobody@example.org>\nIn-Reply-To: <20260301101112.1000-1-nobody@example.org>',
      References:
        '<20260301101112.1000-1-nobody@example.org>\nReferences: <20260301101112.1000-1-nobody@example.org>',
    },
  },
  {
    defect: 'slash-in-message-id',
    by: 'seun',
    subject: 'kconfig: an id for an URL',
    body: 'Percent signs and slashes are allowed, unfortunately.\n',
    id: 'YaK/7+2%Fh?x=1&y#z@lagoon.example.com',
  },
];

/** Mails that want to be more than text in a chat. */
export const hostile: Broken[] = [
  {
    defect: 'hostile-subject',
    by: 'stranger',
    subject: '[PATCH] rust: <!channel> @everyone <b>click</b> [here](https://evil.example.com) `rm`',
    body: 'Dear <@U12345>, *please* run this: <script>alert(1)</script>\n\n<https://evil.example.com|kernel.org> @here </pre> & "quotes"\n\nIt is about Rust in the kernel, honestly: Rust, Rust, Rust.\n',
    list: 'rust-for-linux',
    category: 'discussion',
  },
  {
    defect: 'control-characters',
    by: 'stranger',
    subject: 'red desrever',
    body: 'Terminals, too, have feelings: \u001b[31mred\u001b[0m \u0007\n',
    headers: { Subject: '=?utf-8?q?=1B[31mred=1B[0m_=E2=80=AEdesrever=E2=80=AC?=' },
  },
];
