import { diffOf, quoted } from '../../../../config/topics/rust/relevance/example.ts';
import { type Animal, RUST_LIST } from './animal.ts';

const C = diffOf('drivers/base/core.c', '-a', '+b');
const AUTOSEL = '[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]\n\n';

/** What stands near Rust, and what only has its letters. */
export const NEAR_AND_FAR: readonly Animal[] = [
  {
    what: 'C for an abstraction',
    is: 'prereq',
    cc: RUST_LIST,
    subject: '[PATCH 1/4] device: export it',
    body: `The Rust abstraction needs it.\n\n${C}`,
  },
  { what: 'C with Rust in its subject', is: 'prereq', subject: '[PATCH] vsprintf: for Rust', body: C },
  {
    what: 'perf reading Rust symbols',
    is: 'prereq',
    subject: '[PATCH] perf demangle-rust: follow v0',
    body: diffOf('tools/perf/util/demangle-rust-v0.c', '-a', '+b'),
  },
  {
    what: 'C because of builds with Rust',
    is: 'prereq',
    subject: '[PATCH] fixdep: longer lines',
    body: `Breaks with CONFIG_RUST=y.\n\n${C}`,
  },
  {
    what: 'C on netdev, Rust copied',
    is: 'cc-only',
    cc: RUST_LIST,
    subject: '[PATCH net] phy: leak',
    body: C,
  },
  {
    what: 'C on dri-devel, Rust copied',
    is: 'cc-only',
    cc: `dri-devel@lists.freedesktop.org, ${RUST_LIST}`,
    subject: '[PATCH v2 1/3] drm/gpuvm: lock it',
    body: `Take the lock.\n\n${C}`,
  },
  {
    what: 'an answer, Rust copied',
    is: 'cc-only',
    cc: RUST_LIST,
    subject: 'Re: [PATCH] phy: leak',
    body: 'Applied.\n',
  },
  { what: 'a silent cover letter', is: 'cc-only', cc: RUST_LIST, subject: '[PATCH 0/9] kbuild: prefixes' },
  {
    what: 'a cargo cult, Rust copied',
    is: 'cc-only',
    cc: RUST_LIST,
    subject: 'Re: [PATCH] phy: leak',
    body: 'That is cargo cult programming; a cargo-culted lock.\n',
  },
  {
    what: 'a change of everything, rust/Makefile too',
    is: 'incidental',
    subject: '[PATCH] kbuild: shorter variables',
    body: diffOf('scripts/Makefile.build', '-$(a)', '+$(b)') + diffOf('rust/Makefile', '-$(a)', '+$(b)'),
  },
  {
    what: 'flags of rustc in the context',
    is: 'incidental',
    subject: '[PATCH] kbuild: CFLAGS',
    body: diffOf('Makefile', ' KBUILD_RUSTFLAGS += -Ca', '-KBUILD_CFLAGS += -a', '+KBUILD_CFLAGS += -b'),
  },
  {
    what: 'flags of rustc moved',
    is: 'incidental',
    subject: '[PATCH] kbuild: sort',
    body: diffOf('Makefile', '-RUSTC = rustc', ' A = a', '+RUSTC = rustc'),
  },
  {
    what: 'an AUTOSEL with an option of Rust in it',
    is: 'incidental',
    subject: '[PATCH AUTOSEL 6.12 5/9] modversions: allow',
    body: AUTOSEL + diffOf('kernel/module/Kconfig', '-\tdepends on !RUST'),
  },
  {
    what: 'a configuration in full',
    is: 'incidental',
    subject: 'next: does not boot',
    body: 'CONFIG_CC_VERSION_TEXT="gcc 13"\nCONFIG_RUSTC_VERSION=108500\nCONFIG_RUST_IS_AVAILABLE=y\nCONFIG_RUST=y\n',
  },
  {
    what: 'a link in a signature',
    is: 'incidental',
    subject: 'Re: [PATCH] tty: leak',
    body: 'Thanks.\n\n-- \nhttps://example.org/rust/\n',
  },
  {
    what: 'words of somebody else',
    is: 'incidental',
    subject: 'Re: locking rules',
    body: `${quoted('In Rust the guard owns it.')}\n\nYes.\n`,
  },
  {
    what: 'a toolchain',
    is: 'incidental',
    subject: 'Re: build',
    body: 'Seen with rust-1.85.0-x86_64 here.\n',
  },
  { what: 'a driver in C', is: 'none', subject: '[PATCH] tty: leak', body: C },
  {
    what: 'a C member',
    is: 'none',
    subject: '[PATCH] net: demo: rx state',
    body: `Set req.rs before the queue starts.\n\n${diffOf('drivers/net/demo.c', '-\treq.rs = 0;', '+\treq.rs, &req.rs);')}`,
  },
  {
    what: 'a C pointer',
    is: 'none',
    subject: '[PATCH] dm-raid: rs',
    body: diffOf('drivers/md/dm-raid.c', '-\ta->rs = b.rs;', '+\ta->rs = c.rs;'),
  },
  {
    what: 'troff',
    is: 'none',
    subject: '[PATCH] man: indent',
    body: diffOf('tools/demo/demo.1', '-.RS', '+.RS 4', ' .RE'),
  },
  {
    what: 'keys that are trusted',
    is: 'none',
    subject: '[PATCH] keys: trusted: load earlier',
    body: diffOf('security/keys/Kconfig', '+\tdepends on TRUSTED_KEYS'),
  },
  {
    what: 'an entry of MAINTAINERS for keys',
    is: 'none',
    subject: '[PATCH] MAINTAINERS: keys',
    body: diffOf('MAINTAINERS', '+KEYS-TRUSTED', '+F:\tsecurity/keys/trusted-keys/'),
  },
  {
    what: 'robust futexes',
    is: 'none',
    subject: 'Re: [PATCH] futex: robust lists',
    body: 'Robust, I trust.\n',
  },
  {
    what: 'thrust and frustration',
    is: 'none',
    subject: 'Re: x',
    body: 'Frustrated; the thrust of it is crusty.\n',
  },
  {
    what: 'Rusty',
    is: 'none',
    subject: 'Re: module loading',
    body: 'Rusty Russell <rusty@rustcorp.com.au> wrote that.\n',
  },
  { what: 'Rustagi', is: 'none', subject: 'Re: scsi', body: 'Cc: A. Rustagi <rustagi@example.org>\n' },
  {
    what: 'a person called Rust',
    is: 'none',
    subject: 'Re: [PATCH] nvme: reset',
    body: 'On Monday, Stephen Rust wrote:\n> a\n\nReported-by: Stephen Rust <srust@example.org>\n',
  },
  {
    what: 'spinning rust',
    is: 'none',
    subject: 'Re: [PATCH] block: rotational flag',
    body: 'It helps spinning rust most; rotational rust is slow, and rotating\nrust too.\n',
  },
  {
    what: 'hosts',
    is: 'none',
    subject: 'oops',
    body: 'rustbucket kernel: oops\nrust-1 kernel: oops\nrusty login:\n',
  },
  {
    what: 'a Serbian address',
    is: 'none',
    subject: 'Re: x',
    body: 'Milan <milan@posta.rs>, www.demo.rs, mail.rs.\n',
  },
  {
    what: 'a binding with a node called rs',
    is: 'none',
    subject: '[PATCH] dt-bindings: serial: rs485',
    body: diffOf(
      'Documentation/devicetree/bindings/serial/rs485.yaml',
      '+  linux,rs485-enabled: true',
      '+  a.rs: b',
    ),
  },
  { what: 'a link to crates', is: 'none', subject: 'Re: x', body: 'As in https://crates.io/crates/demo.\n' },
  { what: 'cargo', is: 'none', subject: 'Re: x', body: 'A cargo cult. Also the ship carries cargo.\n' },
  { what: 'a robot on C', is: 'none', from: 'lkp@intel.com', subject: 'a.c:1: warning', body: 'gcc 12\n' },
];
