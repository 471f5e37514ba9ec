import { edit } from './diff.ts';
import { patch } from './patches.ts';
import type { Random } from './random.ts';
import type { PatchSpec } from './series-spec.ts';

const source = (module: string): string => `rust/kernel/${module}.rs`;

/** The small patches of every day, by module and line. */
const kinds: ((module: string, at: number) => PatchSpec)[] = [
  (module, at) =>
    patch(
      'code',
      `rust: ${module}: fix a typo in a safety comment`,
      'Found while reading.',
      edit(
        source(module),
        at,
        'impl',
        '         // SAFETY: The caller promises that the pointer is valid.\n-        // It is alligned because it comes from C.\n+        // It is aligned because it comes from C.\n         unsafe { &*ptr }\n',
      ),
    ),
  (module, at) =>
    patch(
      'code',
      `rust: ${module}: mark small methods \`#[inline]\``,
      'Otherwise the forwarders end up as calls across modules.',
      edit(
        source(module),
        at,
        'impl',
        '     /// Returns the raw pointer.\n+    #[inline]\n     pub fn as_ptr(&self) -> *const u8 {\n         self.ptr.as_ptr()\n     }\n',
      ),
    ),
  (module, at) =>
    patch(
      'code',
      `rust: ${module}: import from \`ffi\` instead of \`core::ffi\``,
      'Our types differ from those of `core` on some architectures.',
      edit(
        source(module),
        at,
        '',
        ' use crate::{\n     bindings,\n+    ffi::c_void,\n     prelude::*,\n };\n-use core::ffi::c_void;\n \n',
      ),
    ),
  (module, at) =>
    patch(
      'code',
      `rust: ${module}: add \`Debug\` where it is missing`,
      'It makes `pr_debug!()` useful.',
      edit(
        source(module),
        at,
        '',
        ' /// See the module documentation.\n+#[derive(Debug)]\n pub struct Token(u32);\n \n',
      ),
    ),
  (module, at) =>
    patch(
      'docs',
      `docs: rust: mention ${module} in the testing guide`,
      'It has doctests since the last release.',
      edit(
        'Documentation/rust/testing.rst',
        (at % 100) + 20,
        '',
        ` Doctests are run as KUnit tests.\n+Those of \`\`${module}\`\` need a device and are skipped in QEMU.\n \n`,
      ),
    ),
  (module, at) =>
    patch(
      'build',
      `kbuild: rust: pass the right flags for ${module} doctests`,
      'The doctests are compiled without the flags of the target.',
      edit(
        'rust/Makefile',
        at,
        '',
        ` quiet_cmd_rustdoc = RUSTDOC $(if $(rustdoc_host),H, ) $<\n+rustdoc_test_${module}_flags := $(rust_common_flags)\n       cmd_rustdoc = \\\n`,
      ),
    ),
];

const modules = [
  'list',
  'time',
  'sync',
  'platform',
  'pci',
  'auxiliary',
  'cpufreq',
  'clk',
  'workqueue',
  'str',
  'alloc',
  'debugfs',
  'miscdevice',
  'bitmap',
  'page',
  'rbtree',
];

export function smallPatch(chance: Random): PatchSpec {
  return chance.pick(kinds)(chance.pick(modules), chance.int(40, 700));
}
