import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { createDemoWorld } from '../../src/demo/world.ts';

const commits = createDemoWorld().lists.flatMap((list) => list.commits);

function mailWith(defect: string): {
  bytes: Buffer;
  header: string;
  body: string;
  id: string | null;
  date: number;
} {
  const commit = commits.find((one) => one.defect === defect);
  if (commit === undefined) throw new Error(`no mail is broken by ${defect}`);
  const bytes = Buffer.from(commit.bytes);
  const text = bytes.toString('latin1');
  const end = text.indexOf('\n\n');
  return {
    bytes,
    header: text.slice(0, end),
    body: text.slice(end + 2),
    id: commit.messageId,
    date: commit.date,
  };
}

const inHeader: [defect: string, sign: RegExp][] = [
  ['raw-8bit-header', /^From: Margit Szal\xf3kin\xe9 </m],
  ['broken-rfc2047', /^Subject: =\?gb2312\?B\?\S+\?= =\?gb2312\?B\?[^?]+$/m],
  ['double-spaced-subject', /^Subject: .*\n {2}terminal {2}is/m],
  ['date-garbage', /^Date: yesterday/m],
  ['date-minus-zero', /^Date: .* -0000$/m],
  ['date-2077', /^Date: .* 2077 /m],
  ['id-without-brackets', /^In-Reply-To: [^<\n]+$/m],
  ['several-in-reply-to', /^In-Reply-To: <[^>]+> <[^>]+>$/m],
  ['in-reply-to-with-words', /^In-Reply-To: Message from .*<\S+>$/m],
  ['long-message-id', /^Message-ID: <.{285,295}>$/m],
  ['folded-message-id', /^Message-ID: \n <.*>$/m],
  ['duplicate-headers', /^In-Reply-To: .*\nIn-Reply-To: /m],
  ['slash-in-message-id', /^Message-ID: <.*\/.*%.*>$/m],
  ['from-relay', /^From: .* via B4 Relay <devnull\+/m],
  ['hostile-subject', /<!channel> @everyone <b>/],
  ['control-characters', /=1B\[31m/],
  ['gbk', /charset=gbk/],
  ['windows-1252', /charset=windows-1252/],
  ['iso-2022-jp', /charset=iso-2022-jp/],
  ['junk-charset', /charset=y$/m],
  ['bogus-transfer-encoding', /^Content-Transfer-Encoding: 8-bit$/m],
  ['format-flowed', /format=flowed/],
  ['base64-body', /^Content-Transfer-Encoding: base64$/m],
  ['base64-patch', /^Content-Transfer-Encoding: base64$/m],
  ['quoted-printable-body', /^Content-Transfer-Encoding: quoted-printable$/m],
  ['multipart-signed', /^Content-Type: multipart\/signed;/m],
];

test.each(inHeader)('%s shows in the header', (defect, sign) => {
  expect(mailWith(defect).header).toMatch(sign);
});

const inBody: [defect: string, sign: RegExp][] = [
  ['invalid-utf8', /\xff\xfe/],
  ['nul-byte', /\0/],
  ['quoted-printable-patch', /=3D3D/],
  ['quoted-printable-body', /=\n/],
  ['patch-as-attachment', /Content-Disposition: attachment; filename="0001-rust-time.patch"/],
  ['mailman-footer', /Content-Transfer-Encoding: base64\nContent-Disposition: inline/],
  ['html-alternative', /Content-Type: text\/html/],
  ['unclosed-multipart', /^--open-5e5e\n[\s\S]*(?!--open-5e5e--)$/],
  ['broken-base64', /!!!/],
  ['from-relay', /^From: Kofi/],
  ['empty-body', /^$/],
];

test.each(inBody)('%s shows in the body', (defect, sign) => {
  expect(mailWith(defect).body).toMatch(sign);
});

test.each([
  ['no-subject', /^subject:/im],
  ['no-message-id', /^message-id:/im],
  ['no-to', /^to:/im],
])('%s: the line is not there', (defect, sign) => {
  expect(mailWith(defect).header).not.toMatch(sign);
});

test('the mail without an id has none to expect', () => {
  expect(mailWith('no-message-id').id).toBeNull();
});

test('a mail answers itself', () => {
  const { header, id } = mailWith('self-reference');
  expect(header).toContain(`In-Reply-To: <${id}>`);
});

test('dates are ahead of the arrival or days behind it', () => {
  const arrival = (defect: string): number => commits.find((commit) => commit.defect === defect)?.time ?? 0;
  expect(mailWith('date-ahead').date - arrival('date-ahead')).toBe(3 * 3_600_000);
  expect(arrival('late') - mailWith('late').date).toBe(4 * 86_400_000);
});

test('one mail came twice and one was removed', () => {
  expect(commits.filter((commit) => commit.defect === 'duplicate').map((commit) => commit.kind)).toEqual([
    'mail',
    'mail',
  ]);
  expect(commits.filter((commit) => commit.defect === 'removed').map((commit) => commit.kind)).toEqual([
    'mail',
    'removal',
  ]);
});

test('all other mails have the headers that a mail has', () => {
  for (const commit of commits.filter((one) => one.defect === undefined)) {
    const header = Buffer.from(commit.bytes).toString('latin1').split('\n\n')[0] ?? '';
    expect(header).toMatch(/^Received: from /);
    for (const name of ['From', 'Date', 'Subject', 'List-Id', 'MIME-Version', 'Message-I[Dd]']) {
      expect(header).toMatch(new RegExp(`^${name}: \\S`, 'm'));
    }
    expect(header).toMatch(/^[\x20-\x7e\t\n]*$/);
  }
});
