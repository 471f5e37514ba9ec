import type { Category } from '../domain/verdict.ts';
import { brokenBodies } from './broken-bodies.ts';
import { brokenHeaders, hostile } from './broken-headers.ts';
import { brokenPatches } from './broken-patches.ts';
import { DAY, MINUTE, mailDate } from './calendar.ts';
import { mailbox } from './encode.ts';
import type { Mailbag } from './mailbag.ts';
import { post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import type { Draft, ListName, Person } from './types.ts';

/** One mail with something wrong in it, and the name of what is. */
export type Broken = {
  defect: string;
  by: PersonKey | 'stranger';
  subject: string;
  body: string;
  list?: ListName;
  category?: Category;
  kind?: Draft['kind'];
  /** The zone in its Date header. */
  zone?: string;
  /** How far the Date header is ahead of the time of arrival, milliseconds. */
  skew?: number;
  /** How often the list delivered it. */
  copies?: number;
} & Partial<Pick<Draft, 'id' | 'headers' | 'rawBody' | 'damage' | 'encoding' | 'charset' | 'removedAfter'>>;

const stranger: Person = {
  name: '<b>@everyone</b> & "friends"',
  email: 'stranger@evil.example.com',
  zone: 0,
};

const kindOf = (subject: string): Draft['kind'] =>
  /^re:/i.test(subject) ? 'reply' : /^\[PATCH/.test(subject) ? 'patch' : 'other';

function postBroken(bag: Mailbag, broken: Broken, at: number): void {
  const {
    by,
    defect,
    subject,
    body,
    list = 'linux-kbuild',
    zone,
    headers,
    skew,
    copies = 1,
    ...rest
  } = broken;
  const from = by === 'stranger' ? stranger : people[by];
  const arrival = Math.floor((bag.end - at * DAY) / 1000) * 1000;
  const date = arrival + (skew ?? -41_000);
  const lines = zone === undefined ? headers : { ...headers, Date: mailDate(date, 0).replace('+0000', zone) };
  for (let copy = 0; copy < copies; copy += 1) {
    post(bag, {
      mailer: 'mutt',
      category: 'none',
      kind: kindOf(subject),
      ...rest,
      by: from,
      date,
      arrival: arrival + copy * MINUTE,
      subject,
      body,
      lists: [list],
      defect,
      ...(lines === undefined ? {} : { headers: lines }),
    });
  }
}

/** A relay that put its own address into From: the author stands in the body. */
function relayed(bag: Mailbag): void {
  const { kofi } = people;
  post(bag, {
    by: { name: `${kofi.name} via B4 Relay`, email: 'devnull+kofi.volta.example.com@kernel.org', zone: 0 },
    date: bag.end - 3.1 * DAY,
    mailer: 'b4',
    subject: '[PATCH] rust: str: accept an empty `CString`',
    body: `From: ${mailbox(kofi.name, kofi.email)}\n\nThe C side does, too.\n\nSigned-off-by: ${kofi.name} <${kofi.email}>\n---\n rust/kernel/str.rs | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/rust/kernel/str.rs b/rust/kernel/str.rs\nindex 0a1b2c3d4e5f..5f4e3d2c1b0a 100644\n--- a/rust/kernel/str.rs\n+++ b/rust/kernel/str.rs\n@@ -811,3 +811,3 @@ impl CString\n     pub fn new(text: &str) -> Result<Self> {\n-        if text.is_empty() {\n+        if text.contains('\\0') {\n             return Err(EINVAL);\n\n---\nbase-commit: 5f1f0c2a9b3e4d5c6b7a8990a1b2c3d4e5f60718\nchange-id: 20260326-empty-cstring-0123456789ab\n\nBest regards,\n-- \n${kofi.name} <${kofi.email}>\n\n\n`,
    lists: ['rust-for-linux'],
    headers: {
      'X-Original-From': `${kofi.name} <${kofi.email}>`,
      'X-Endpoint-Received': 'by B4 Relay for kofi@volta.example.com/default with auth_id=62',
      'Reply-To': 'kofi@volta.example.com',
    },
    defect: 'from-relay',
    category: 'code',
    kind: 'patch',
    series: { key: 'relay-cstring', revision: 1, part: 1, total: 1, rfc: false, resend: false },
  });
}

/** All kinds of broken mail, one or two a day over the last weeks. */
export function postBrokenMails(bag: Mailbag): void {
  [...brokenHeaders, ...brokenBodies, ...brokenPatches, ...hostile].forEach((broken, index) => {
    postBroken(bag, broken, 0.7 + index * 1.13);
  });
  relayed(bag);
}
