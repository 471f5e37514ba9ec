import type { Broken } from './broken.ts';

const typed = (charset: string, encoding = '8bit'): Record<string, string> => ({
  'Content-Type': `text/plain; charset=${charset}`,
  'Content-Transfer-Encoding': encoding,
});

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Bodies in other character sets, and bodies that are not text at all. */
export const brokenBodies: Broken[] = [
  {
    defect: 'gbk',
    by: 'wenbo',
    subject: 'Re: [PATCH] kconfig: translate the help',
    body: '',
    headers: typed('gbk'),
    rawBody: Buffer.concat([
      bytes('c4 e3 bac3'),
      Buffer.from(', this works here.\n\n'),
      bytes('d0bb d0bb'),
      Buffer.from('!\n'),
    ]),
  },
  {
    defect: 'windows-1252',
    by: 'margit',
    subject: 'Re: [PATCH] kconfig: translate the help',
    body: '',
    headers: typed('windows-1252'),
    rawBody: Buffer.from('It\x92s fine \x97 and costs \x80 0.\n', 'latin1'),
  },
  {
    defect: 'iso-2022-jp',
    by: 'haruto',
    subject: 'Re: [PATCH] kconfig: translate the help',
    body: '',
    headers: typed('iso-2022-jp', '7bit'),
    rawBody: Buffer.from('\u001b$B$"$j$,$H$&\u001b(B, looks good.\n', 'latin1'),
  },
  {
    defect: 'junk-charset',
    by: 'tiberiu',
    subject: '[PATCH] kbuild: say yes to every question',
    body: 'git send-email asked which encoding to use. I said y.\n',
    headers: typed('y'),
  },
  {
    defect: 'bogus-transfer-encoding',
    by: 'aroha',
    subject: 'Re: [PATCH] kbuild: say yes to every question',
    body: 'So did I.\n',
    headers: typed('utf-8', '8-bit'),
  },
  {
    defect: 'invalid-utf8',
    by: 'cuau',
    subject: 'Re: where is the vdso built?',
    body: '',
    headers: typed('utf-8'),
    rawBody: Buffer.from('In arch/x86/entry/vdso, se\xf1or. \xff\xfe\n', 'latin1'),
  },
  {
    defect: 'nul-byte',
    by: 'nikhil',
    subject: 'Re: where is the vdso built?',
    body: '',
    rawBody: Buffer.from('And there is\0 one for compat.\n', 'latin1'),
  },
  {
    defect: 'format-flowed',
    by: 'philip',
    subject: 'Re: where is the vdso built?',
    body: 'This text is flowed: the lines that end with a space go on \nin the next one, and  \nonly this one is the last.\n\n> And quotes are flowed \n> as well.\n',
    headers: {
      'Content-Type': 'text/plain; charset=UTF-8; format=flowed',
      'Content-Transfer-Encoding': '7bit',
    },
  },
  {
    defect: 'base64-body',
    by: 'faisal',
    subject: 'Re: where is the vdso built?',
    body: 'A gateway thinks that all text is a picture. Søren says hello.\n',
    encoding: 'base64',
    charset: 'utf-8',
  },
  {
    defect: 'quoted-printable-body',
    by: 'yevhen',
    subject: 'Re: where is the vdso built?',
    body: 'CFLAGS = -O2 is what you look for, and a line that is so long that it has to be broken softly somewhere.\nHalushkovych – Дніпро\n',
    encoding: 'quoted-printable',
    charset: 'utf-8',
  },
  {
    defect: 'broken-base64',
    by: 'seun',
    subject: 'Re: where is the vdso built?',
    body: '',
    headers: typed('utf-8', 'base64'),
    rawBody: Buffer.from('VGhpcyBpcyBjdXQgb2ZmIGluIHRoZSBtaWRkbGUgb2YgYSB3b3J\n!!!\n'),
  },
  { defect: 'empty-body', by: 'rusty', subject: 'Re: where is the vdso built?', body: '' },
  {
    defect: 'removed',
    by: 'stranger',
    subject: 'Cheap trusted kernels for your robust business',
    body: 'Buy now.\n',
    removedAfter: 26 * 3_600_000,
  },
];
