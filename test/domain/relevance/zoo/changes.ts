import { diffOf } from '../../../../config/topics/rust/relevance/example.ts';
import { type Animal, RUST_LIST } from './animal.ts';

const UPSTREAM = 'commit 0123456789abcdef0123456789abcdef01234567 upstream.\n\n';
const AUTOSEL = '[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]\n\n';
const GLUE = diffOf('drivers/net/phy/demo_rust.rs', '-fn a() {}', '+fn b() {}');

/** Patches, and what carries a diff of its own. */
export const CODE_AND_BUILD: readonly Animal[] = [
  {
    what: 'an abstraction',
    is: 'code',
    subject: '[PATCH] gpio: lines',
    body: diffOf('rust/kernel/gpio.rs', '+//'),
  },
  {
    what: 'a Rust PHY driver on netdev',
    is: 'code',
    subject: '[PATCH net-next 2/3] net: phy: demo',
    body: GLUE,
  },
  {
    what: 'a file of nova-core',
    is: 'code',
    subject: '[PATCH v3 4/9] gpu: nova-core: parse it',
    body: diffOf('drivers/gpu/nova-core/vbios.rs', '-a', '+b'),
  },
  {
    what: 'Rust code deleted',
    is: 'code',
    subject: '[PATCH] samples: drop it',
    body: 'diff --git a/lib/a.rs b/lib/a.rs\ndeleted file mode 100644\n--- a/lib/a.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-//\n',
  },
  {
    what: 'a Rust file renamed',
    is: 'code',
    subject: '[PATCH] lib: move',
    body: 'diff --git a/lib/a.rs b/lib/b/mod.rs\nsimilarity index 100%\nrename from lib/a.rs\nrename to lib/b/mod.rs\n',
  },
  {
    what: 'a helper in C',
    is: 'code',
    subject: '[PATCH] clk: glue',
    body: diffOf('rust/helpers/clk.c', '-a', '+b'),
  },
  {
    what: 'the list of bound headers',
    is: 'code',
    subject: '[PATCH] i3c: bind',
    body: diffOf('rust/bindings/bindings_helper.h', '+#include <linux/i3c.h>'),
  },
  {
    what: 'a C file of the Rust binder',
    is: 'code',
    subject: '[PATCH] rust_binderfs: fix an ida bound',
    body: diffOf('drivers/android/binder/binderfs.c', '-a', '+b'),
  },
  {
    what: 'assembly made of Rust',
    is: 'code',
    subject: '[PATCH] static_call: asm',
    body: diffOf('rust/kernel/generated_branch_asm.rs.S', '-a', '+b'),
  },
  {
    what: 'a backport to stable',
    is: 'code',
    subject: '[PATCH 6.12 123/400] gpio: lines',
    body: UPSTREAM + diffOf('rust/kernel/gpio.rs', '-a', '+b'),
  },
  {
    what: 'an AUTOSEL of Rust code',
    is: 'code',
    subject: '[PATCH AUTOSEL 6.12 3/9] net: phy: demo',
    body: AUTOSEL + GLUE,
  },
  {
    what: 'a notice of the tip tree with Rust code',
    is: 'code',
    from: 'tip-bot2 for Jane Doe <tip-bot2@linutronix.de>',
    subject: '[tip: locking/core] sync: atomic: relax',
    body: `The following commit has been merged:\n\n${diffOf('rust/kernel/sync/atomic.rs', '-a', '+b')}`,
  },
  {
    what: 'a note that stable took it',
    is: 'code',
    subject: 'Patch "gpio: lines" has been added to the 6.12-stable tree',
    body: `This is a note to let you know.\n\n${diffOf('rust/kernel/gpio.rs', '-a', '+b')}`,
  },
  {
    what: 'an answer with a diff',
    is: 'code',
    subject: 'Re: [PATCH] net: phy',
    body: `How about:\n\n${GLUE}`,
  },
  {
    what: 'the Kconfig of the samples',
    is: 'code',
    subject: '[PATCH] samples: one more',
    body: diffOf('samples/rust/Kconfig', '+config A'),
  },
  {
    what: 'a tool in the tree that is written in Rust',
    is: 'code',
    subject: '[PATCH] tools/demo: parse faster',
    body: diffOf('tools/demo/src/main.rs', '-a', '+b'),
  },
  {
    what: 'a change of everything, Rust code too',
    is: 'code',
    subject: '[PATCH] treewide: fix typos',
    body: diffOf('mm/slab.c', '-teh', '+the') + diffOf('rust/kernel/page.rs', '-// teh', '+// the'),
  },
  {
    what: "nova-core's Kconfig",
    is: 'build',
    subject: '[PATCH] gpu: nova-core: depend on PCI',
    body: diffOf('drivers/gpu/nova-core/Kconfig', ' \tdepends on RUST', '+\tdepends on PCI'),
  },
  {
    what: 'rust/Makefile alone',
    is: 'build',
    subject: '[PATCH] kbuild: tidy',
    body: diffOf('rust/Makefile', '-a', '+b'),
  },
  {
    what: 'flags of rustc',
    is: 'build',
    subject: '[PATCH] x86: retpolines',
    body: diffOf('arch/x86/Makefile', '-KBUILD_RUSTFLAGS += -Ca', '+KBUILD_RUSTFLAGS += -Cb'),
  },
  {
    what: 'an option that needs RUST',
    is: 'build',
    subject: '[PATCH net-next] net: phy: Kconfig',
    body: diffOf('drivers/net/phy/Kconfig', '+\tdepends on RUST_PHYLIB_ABSTRACTIONS'),
  },
  {
    what: 'a defconfig that turns Rust on',
    is: 'build',
    subject: '[PATCH] riscv: defconfig: enable Rust',
    body: diffOf('arch/riscv/configs/defconfig', '+CONFIG_RUST=y'),
  },
  {
    what: "objtool's list for Rust",
    is: 'build',
    subject: '[PATCH] objtool/rust: one more noreturn',
    body: diffOf('tools/objtool/check.c', '+\tstr_ends_with(name, "_4core9panicking5panic")'),
  },
  {
    what: 'the smallest version asked for',
    is: 'build',
    subject: '[PATCH] rust: ask for 1.90',
    body: diffOf('scripts/min-tool-version.sh', '-\techo 1.85.0', '+\techo 1.90.0'),
  },
  {
    what: 'settings of clippy',
    is: 'build',
    subject: '[PATCH] lints',
    body: diffOf('.clippy.toml', '+a = 1'),
  },
  {
    what: 'selftests of Rust',
    is: 'build',
    subject: '[PATCH] selftests: probe the samples',
    body: diffOf('tools/testing/selftests/rust/test_probe_samples.sh', '-a', '+b'),
  },
  {
    what: 'an AUTOSEL that calls itself Rust',
    is: 'build',
    subject: '[PATCH AUTOSEL 6.14 1/3] kbuild, rust: other flags',
    body: AUTOSEL + diffOf('Makefile', '-KBUILD_RUSTFLAGS += -Ca', '+KBUILD_RUSTFLAGS += -Cb'),
  },
  {
    what: 'a chapter of the Rust documentation',
    is: 'docs',
    subject: '[PATCH] docs: arch support',
    body: diffOf('Documentation/rust/arch-support.rst', '-a', '+b'),
  },
  {
    what: 'its translation',
    is: 'docs',
    subject: '[PATCH] docs/zh_CN: update',
    body: diffOf('Documentation/translations/zh_CN/rust/index.rst', '-a', '+b'),
  },
  {
    what: "nova's documentation",
    is: 'docs',
    cc: RUST_LIST,
    subject: '[PATCH] gpu: nova-core: document the boot',
    body: diffOf('Documentation/gpu/nova/core/vbios.rst', '-a', '+b'),
  },
  {
    what: 'Rust lines in other documentation',
    is: 'docs',
    cc: RUST_LIST,
    subject: '[PATCH] docs: process: tools',
    body: diffOf('Documentation/process/changes.rst', '-Rust (optional)  1.85.0', '+Rust (optional)  1.90.0'),
  },
  {
    what: 'a Rust entry of MAINTAINERS',
    is: 'maintainers',
    subject: '[PATCH] MAINTAINERS: reviewer',
    body: diffOf('MAINTAINERS', ' PWM', '+F:\trust/kernel/pwm.rs'),
  },
  {
    what: 'a mailmap line for Rust',
    is: 'maintainers',
    subject: '[PATCH] mailmap: rust: new address',
    body: diffOf('.mailmap', '+Jane Doe <jane@example.org> <jane@example.com>'),
  },
];
