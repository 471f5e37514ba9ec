// Decodes the mails of a file with one decoder, in a process of its own, and prints CPU seconds a pass.
import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { unpackMails } from './mail-pack.ts';

const [decoder = '', built = '', file = ''] = process.argv.slice(2);
const { parseMail } = (await import(
  `${built}/src/parse/mail/mail.js`
)) as typeof import('../src/parse/mail/mail.ts');
const mails = unpackMails(readFileSync(file));

async function pass(count: number): Promise<void> {
  for (const mail of mails.slice(0, count)) {
    if (decoder === 'ours') parseMail(mail, { source: 'bench', arrived: 0 });
    else await PostalMime.parse(mail);
  }
}

// The first pass warms up; the faster decoder runs often enough for the clock to see it.
await pass(decoder === 'ours' ? mails.length : 150);
const passes = decoder === 'ours' ? 10 : 1;
const before = process.cpuUsage();
for (let i = 0; i < passes; i++) await pass(mails.length);
const { user, system } = process.cpuUsage(before);
console.log(String((user + system) / 1e6 / passes));
