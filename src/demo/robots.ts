import { DAY, dayStamp, HOUR } from './calendar.ts';
import type { Mailbag } from './mailbag.ts';
import { addressOf, chanceFor, post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import type { PostedSeries } from './series-spec.ts';
import type { Draft, Person } from './types.ts';

const lkp: Person = { name: 'kernel test robot', email: 'lkp@intel.com', zone: 480 };

function lkpId(bag: Mailbag, date: number, key: string): string {
  return `${dayStamp(date)}${chanceFor(bag, key).int(1000, 2359)}.${chanceFor(bag, key).hex(8).toUpperCase()}-lkp@intel.com`;
}

const greeting = (draft: Draft): string => `Hi ${draft.from.name.split(' ')[0]},

kernel test robot noticed the following build `;

const hint = (draft: Draft, date: number, id: string): string => `
If you fix the issue in a separate patch/commit (i.e. not just a new version of
the same patch/commit), kindly add following tags
| Reported-by: kernel test robot <lkp@intel.com>
| Closes: https://lore.kernel.org/oe-kbuild-all/${id}/

[auto build test on mainline/master]
url:    https://git.example.org/lkp/linux/commits/${draft.from.email.split('@')[0]}/${dayStamp(date)}
`;

const rustcError = `All errors (new ones prefixed by >>):

>> error[E0432]: unresolved import \`crate::types::AlwaysRefCounted\`
   --> rust/kernel/irq_percpu.rs:10:18
   |
   10 |     types::{ARef, AlwaysRefCounted, Opaque},
   |                   ^^^^^^^^^^^^^^^^ no \`AlwaysRefCounted\` in \`types\`
   |
   help: consider importing this trait instead
   |
   10 |     sync::aref::AlwaysRefCounted,
   |
--
>> error[E0277]: \`*mut bindings::irq_desc\` cannot be shared between threads safely
   --> rust/kernel/irq_percpu.rs:41:6

   error: aborting due to 2 previous errors

-- 
0-DAY CI Kernel Test Service
https://github.com/intel/lkp-tests/wiki
`;

/** A report about a patch in Rust: rustc did not like it. */
function rustcReport(bag: Mailbag, series: PostedSeries): void {
  const draft = series.revisions.at(-1)?.parts.get(2);
  if (draft === undefined) return;
  const date = draft.date + 21 * HOUR;
  const id = lkpId(bag, date, `lkp/${draft.id}`);
  const body = `${greeting(draft)}errors:\n${hint(draft, date, id)}config: riscv-randconfig-r071 (https://download.example.net/0day-ci/config)\ncompiler: clang version 21.1.8\nrustc: rustc 1.88.0 (6b00bc388 2025-06-23)\n\n${rustcError}`;
  post(bag, {
    by: lkp,
    date,
    id,
    mailer: 'mutt',
    subject: `Re: ${draft.subject}`,
    body,
    lists: draft.lists,
    to: [addressOf(series.spec.author)],
    cc: ['oe-kbuild-all@lists.linux.dev', ...draft.cc],
    references: [...draft.references, draft.id],
    category: 'discussion',
    kind: 'report',
    ...(draft.series === undefined ? {} : { series: draft.series }),
  });
}

const configDump = `CONFIG_CC_VERSION_TEXT="gcc-14 (Debian 14.2.0-19) 14.2.0"
CONFIG_CC_IS_GCC=y
CONFIG_GCC_VERSION=140200
CONFIG_RUSTC_VERSION=108800
CONFIG_RUST_IS_AVAILABLE=y
CONFIG_RUSTC_LLVM_VERSION=200105
CONFIG_PAHOLE_VERSION=129
# CONFIG_RUST is not set
CONFIG_IRQ_WORK=y
CONFIG_BUILDTIME_TABLE_SORT=y
`;

const modpostWarning = `All warnings (new ones prefixed by >>, old ones prefixed by <<):

>> WARNING: modpost: vmlinux: section mismatch in reference: quirk_table+0x10 (section: .data) -> quirk_probe (section: .init.text)
`;

/** Reports about C: one with its .config in the mail, where the word stands among five thousand others. */
function configReports(bag: Mailbag): void {
  for (const [at, withConfig] of [
    [3.4, true],
    [9.2, false],
    [17.7, true],
    [31.1, false],
    [55.3, true],
  ] as const) {
    const date = bag.end - at * DAY;
    const id = lkpId(bag, date, `lkp/config/${at}`);
    const config = withConfig ? `\n\nThe kernel config:\n\n${configDump}` : '';
    post(bag, {
      by: lkp,
      date,
      id,
      mailer: 'mutt',
      subject: `[kbuild:kbuild-next ${Math.ceil(at) % 7}/9] WARNING: modpost: vmlinux: section mismatch in reference`,
      body: `tree:   https://git.example.org/kbuild/linux.git kbuild-next\nhead:   ${chanceFor(bag, id).hex(40)}\nconfig: sh-allmodconfig\ncompiler: sh4-linux-gcc (GCC) 14.2.0\n\n${modpostWarning}${config}`,
      lists: ['linux-kbuild'],
      to: [addressOf('margit')],
      cc: ['oe-kbuild-all@lists.linux.dev', 'linux-kbuild@vger.kernel.org'],
      category: withConfig ? 'incidental' : 'none',
      kind: 'report',
    });
  }
}

const trace = `syzbot found the following issue on:

HEAD commit:    6d2a1f0c9b3e Merge tag 'net-7.0-rc6'
git tree:       upstream
kernel config:  https://syzkaller.appspot.com/x/.config?x=8a9e9956ca52a5f6
dashboard link: https://syzkaller.appspot.com/bug?extid=3f1ca6a6fec34d601788
compiler:       Debian clang version 20.1.8

`;

/** Two syzbot mails: one with Rust code in the trace, one without. */
function syzbotReports(bag: Mailbag): void {
  const mails = [
    {
      at: 2.6,
      list: 'rust-for-linux',
      title: 'KASAN: slab-use-after-free Read in rust_binder_poll',
      category: 'discussion',
      tail: 'BUG: KASAN: slab-use-after-free in <rust_binder::thread::Thread>::poll+0x1a4/0x2c0 drivers/android/binder/thread.rs:1499\nRead of size 8 at addr ffff888027a14c18 by task syz.2.771/9313\n\nCall Trace:\n <TASK>\n rust_binder_poll+0x9d/0x110 drivers/android/binder/rust_binder_main.rs:512\n',
    },
    {
      at: 12.9,
      list: 'linux-kbuild',
      title: 'WARNING in kernfs_remove_by_name_ns',
      category: 'none',
      tail: 'WARNING: fs/kernfs/dir.c:1700 at kernfs_remove_by_name_ns+0xb1/0x100\n\nCall Trace:\n <TASK>\n module_remove_modinfo_attrs+0x88/0x130 kernel/module/sysfs.c:285\n',
    },
  ] as const;
  for (const { at, list, title, category, tail } of mails) {
    const key = chanceFor(bag, title);
    post(bag, {
      by: { name: 'syzbot', email: `syzbot+${key.hex(20)}@syzkaller.appspotmail.com`, zone: 0 },
      date: bag.end - at * DAY,
      id: `${key.hex(8)}.${key.hex(8)}.${key.hex(6)}.${key.hex(4)}.GAE@google.com`,
      mailer: 'bot',
      subject: `[syzbot] [kernel?] ${title}`,
      body: `Hello,\n\n${trace}${tail}\n\n---\nThis report is generated by a bot. It may contain errors.\nSee https://goo.gl/tpsmEJ for more information about syzbot.\n`,
      lists: [list],
      to: [`${list}@vger.kernel.org`, 'syzkaller-bugs@googlegroups.com'],
      category,
      kind: 'report',
    });
  }
}

const announcements: [
  by: PersonKey,
  at: number,
  subject: string,
  category: Draft['category'],
  list: 'rust-for-linux' | 'linux-kbuild',
  body: string,
][] = [
  [
    'zuzana',
    4.7,
    '[ANNOUNCE] Rust for Linux microconference 2026: call for topics',
    'discussion',
    'rust-for-linux',
    'The microconference takes place again this autumn. We look for topics about Rust in the kernel:\nabstractions that are in the way of somebody, tools, teaching, reviews.\n\nSend two paragraphs until the end of May. No slides are needed, questions are.\n\nZuzana\n',
  ],
  [
    'yevhen',
    29.4,
    '[ANNOUNCE] menuhelper 2.3',
    'none',
    'linux-kbuild',
    'menuhelper, a viewer for Kconfig trees, has a new version.\n\n - search as you type\n - robust against symbols that depend on themselves\n - colours of your terminal are trusted to be readable\n\nYevhen\n',
  ],
];

export function postRobots(bag: Mailbag, failing: PostedSeries): void {
  rustcReport(bag, failing);
  configReports(bag);
  syzbotReports(bag);
  for (const [by, at, subject, category, list, body] of announcements) {
    post(bag, {
      by,
      date: bag.end - at * DAY,
      mailer: 'mutt',
      subject,
      body,
      lists: [list],
      category,
      kind: 'announce',
    });
  }
}
