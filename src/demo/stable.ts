import type { Category } from '../domain/verdict.ts';
import { DAY, secondStamp } from './calendar.ts';
import type { FileChange } from './diff.ts';
import { diffstat, diffText, edit } from './diff.ts';
import type { Mailbag } from './mailbag.ts';
import { chanceFor, post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { signature } from './people.ts';
import type { ListName } from './types.ts';

type Backport = {
  prefix: string;
  title: string;
  author: PersonKey;
  at: number;
  category: Category;
  lists: ListName[];
  words: string;
  change: FileChange;
};

const remap = edit(
  'rust/kernel/error.rs',
  183,
  'impl Error',
  '     /// Returns the errno as a C integer.\n     pub fn to_errno(self) -> crate::ffi::c_int {\n-        self.0\n+        self.0.get()\n     }\n',
);
const bound = edit(
  'rust/kernel/device.rs',
  291,
  'impl<Ctx: DeviceContext> Device<Ctx>',
  "     /// Stores the private data of the driver.\n-    pub fn set_drvdata<T: 'static>(&self, data: T) -> Result {\n+    pub fn set_drvdata<T: Send + 'static>(&self, data: T) -> Result {\n         let ptr = KBox::new(data, GFP_KERNEL)?;\n",
);
const quoting = edit(
  'scripts/package/mkdebian',
  44,
  'set_debarch()',
  ' 	# Attempt to find the correct Debian architecture\n-	case $UTS_MACHINE in\n+	case "$UTS_MACHINE" in\n 	i386|ia64|alpha|m68k|riscv*)\n',
);
const clang = edit(
  'scripts/Makefile.compiler',
  76,
  '',
  ' # Usage: cc-option,-march=winchip-c6,-march=i586\n-cc-option = $(call __cc-option, $(CC),$(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS),$(1),$(2))\n+cc-option = $(call __cc-option,$(CC),$(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS),$(1),$(2))\n \n # cc-option-yn\n',
);

const backports: Backport[] = [
  {
    prefix: '[PATCH AUTOSEL 6.18 3/14]',
    title: 'rust: error: return the inner value of `NonZeroI32`',
    author: 'zuzana',
    at: 4.4,
    category: 'code',
    lists: ['rust-for-linux'],
    words: 'The wrapper leaked into the API.',
    change: remap,
  },
  {
    prefix: '[PATCH 6.12 045/100]',
    title: 'rust: device: fix a missing `Send` bound',
    author: 'tanvi',
    at: 1.9,
    category: 'code',
    lists: ['rust-for-linux'],
    words: 'Private data may be dropped on another thread than the one that made it.',
    change: bound,
  },
  {
    prefix: '[PATCH 6.18 051/112]',
    title: 'rust: device: fix a missing `Send` bound',
    author: 'tanvi',
    at: 1.85,
    category: 'code',
    lists: ['rust-for-linux'],
    words: 'Private data may be dropped on another thread than the one that made it.',
    change: bound,
  },
  {
    prefix: '[PATCH AUTOSEL 6.12 2/9]',
    title: 'deb-pkg: quote the machine name',
    author: 'margit',
    at: 16.3,
    category: 'none',
    lists: ['linux-kbuild'],
    words: 'So that it is robust against empty ones.',
    change: quoting,
  },
  {
    prefix: '[PATCH 6.6 212/389]',
    title: 'kbuild: drop a stray space from cc-option',
    author: 'yevhen',
    at: 22.8,
    category: 'none',
    lists: ['linux-kbuild'],
    words: 'It frustrated the cache.',
    change: clang,
  },
];

/** What the stable tree's own scripts write around a commit message. */
function backportBody(bag: Mailbag, { prefix, title, author, words, change }: Backport): string {
  const commit = chanceFor(bag, `upstream/${title}`).hex(40);
  const automatic = prefix.includes('AUTOSEL');
  const tree = prefix.match(/\d+\.\d+/)?.[0] ?? '';
  const notice = `${tree}-stable review patch.  If anyone has any objections, please let me know.\n\n------------------\n\n`;
  const origin = automatic ? `[ Upstream commit ${commit} ]` : `commit ${commit} upstream.`;
  const signed = `Signed-off-by: ${signature(author)}\nSigned-off-by: ${signature('ottoline')}`;
  const diff = `${diffstat([change])}\n\n${diffText([change])}\n-- \n2.51.0\n\n`;
  return `${automatic ? '' : notice}From: ${signature(author)}\n\n${origin}\n\n${words}\n\n${signed}\n---\n${diff}`;
}

/** Backports to the stable trees: not series of their own, and `6.12` is a tree, not a revision. */
export function postStable(bag: Mailbag): void {
  for (const backport of backports) {
    const { prefix, title, at, category, lists } = backport;
    const date = bag.end - at * DAY;
    post(bag, {
      by: 'ottoline',
      date,
      mailer: 'git',
      id: `${secondStamp(date)}.${chanceFor(bag, `${prefix}${title}`).int(1e5, 9e8)}@stable.example.org`,
      subject: `${prefix} ${title}`,
      body: backportBody(bag, backport),
      lists,
      to: ['stable@vger.kernel.org'],
      cc: ['patches@lists.linux.dev', ...lists.map((list) => `${list}@vger.kernel.org`)],
      headers: { 'X-stable': 'review', 'X-Patchwork-Hint': 'ignore' },
      category,
      kind: 'patch',
    });
  }
}
