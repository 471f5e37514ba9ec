import { edit } from './diff.ts';
import { patch } from './patches.ts';
import type { PatchSpec, SeriesSpec } from './series-spec.ts';

const versions: PatchSpec[] = [
  patch(
    'build',
    'rust: bump the minimum Rust version to 1.88.0',
    `All distributions that we list in the quick start guide now ship 1.88.0 or
newer, and 1.88 brings let chains, which several subsystems asked for.

Thus bump the minimum.`,
    edit(
      'scripts/min-tool-version.sh',
      31,
      '',
      ' 	;;\n rustc)\n-	echo 1.85.0\n+	echo 1.88.0\n 	;;\n bindgen)\n',
    ),
    edit(
      'Documentation/process/changes.rst',
      32,
      '',
      ' GNU C                  8.1              gcc --version\n Clang/LLVM (optional)  15.0.0           clang --version\n-Rust (optional)        1.85.0           rustc --version\n+Rust (optional)        1.88.0           rustc --version\n bindgen (optional)     0.71.1           bindgen --version\n',
    ),
  ),
  patch(
    'build',
    'rust: bump the minimum bindgen version to 0.72.1',
    'Older versions print a layout for bit-field unions that the new compiler\nrejects. Everybody who ships the compiler ships this bindgen too.',
    edit(
      'scripts/min-tool-version.sh',
      34,
      '',
      ' 	;;\n bindgen)\n-	echo 0.71.1\n+	echo 0.72.1\n 	;;\n *)\n',
    ),
  ),
  patch(
    'build',
    'kbuild: rust: remove version checks that are always true now',
    'The previous patch raised the minimum, thus these tests cannot fail.',
    edit(
      'init/Kconfig',
      121,
      'config RUSTC_LLVM_VERSION',
      ' 	default $(rustc-llvm-version)\n \n-config RUSTC_HAS_SLICE_AS_FLATTENED\n-	def_bool RUSTC_VERSION >= 108000\n-\n-config RUSTC_HAS_COERCE_POINTEE\n-	def_bool RUSTC_VERSION >= 108400\n-\n config PAHOLE_VERSION\n 	int\n',
    ),
    edit(
      'rust/Makefile',
      97,
      '',
      ' # Older compilers did not know these lints.\n-rustdoc_modifiers_workaround := $(if $(call rustc-min-version,108800),-Cunsafe-allow-abi-mismatch=fixed-x18)\n+rustdoc_modifiers_workaround := -Cunsafe-allow-abi-mismatch=fixed-x18\n \n # `rustc` recognizes `--remap-path-prefix` since 1.26.0.\n',
    ),
  ),
];

const cleanups: PatchSpec[] = [
  patch(
    'code',
    'rust: remove feature gates that became stable',
    'These are stable since 1.88.0 or before. `#![feature(...)]` on them is a\nwarning now.',
    edit(
      'rust/kernel/lib.rs',
      17,
      '',
      ' // Stable since Rust 1.87.0.\n #![feature(asm_goto)]\n-#![feature(inline_const)]\n-#![feature(lint_reasons)]\n-#![feature(raw_ref_op)]\n //\n // Expected to become stable.\n #![feature(arbitrary_self_types)]\n',
    ),
  ),
  patch(
    'code',
    'rust: alloc: use `NonNull::from_ref()`',
    'It is stable now and says in its name that it cannot be null.',
    edit(
      'rust/kernel/alloc/kbox.rs',
      201,
      'where',
      '     fn into_ptr(this: Self) -> NonNull<T> {\n-        // SAFETY: A reference is never null.\n-        unsafe { NonNull::new_unchecked(&*this as *const T as *mut T) }\n+        NonNull::from_ref(&*this)\n     }\n }\n',
    ),
  ),
  patch(
    'code',
    'rust: slice: drop our own `as_flattened()`',
    'The standard one is available in all supported versions. Replace the users\nand remove ours.',
    edit(
      'rust/kernel/slice.rs',
      8,
      '',
      ' //! Additional (and temporary) slice helpers.\n \n-/// Extension trait providing a portable version of [`as_flattened`].\n-pub trait AsFlattened<T> {\n-    /// Takes a `&[[T; N]]` and flattens it to a `&[T]`.\n-    fn as_flattened(&self) -> &[T];\n-}\n-\n use crate::prelude::*;\n',
    ),
    edit(
      'drivers/gpu/halo/firmware.rs',
      74,
      'impl Firmware',
      '         let words = self.table.iter();\n-        kernel::slice::AsFlattened::as_flattened(words.as_slice())\n+        words.as_slice().as_flattened()\n     }\n',
    ),
  ),
  patch(
    'code',
    'rust: driver: use let chains where they help',
    'Flatten two nested `if let` that rustfmt had pushed against the margin.',
    edit(
      'rust/kernel/driver.rs',
      168,
      'pub trait Adapter',
      '         let id = Self::of_id_info(dev);\n-        if let Some(id) = id {\n-            if let Some(info) = id.info() {\n-                return Some(info);\n-            }\n+        if let Some(id) = id && let Some(info) = id.info() {\n+            return Some(info);\n         }\n \n         None\n',
    ),
  ),
  patch(
    'code',
    'rust: macros: let `module!` use C string literals',
    '`c"..."` literals are supported by all compilers that we support; no need\nto append the NUL by hand.',
    edit(
      'rust/macros/module.rs',
      55,
      "impl<'a> ModInfoBuilder<'a>",
      '         let string = if builtin {\n-            format!("{module}.{field}={content}\\\\0", module = self.module)\n+            format!("c\\"{module}.{field}={content}\\"", module = self.module)\n         } else {\n             // Loadable modules are without the prefix.\n',
    ),
  ),
  patch(
    'build',
    'rust: clippy: enable `uninlined_format_args`',
    'It became `style` again and our tree is clean.',
    edit(
      'Makefile',
      489,
      '',
      ' 			    -Wclippy::undocumented_unsafe_blocks \\\n+			    -Wclippy::uninlined_format_args \\\n 			    -Wclippy::unnecessary_safety_comment \\\n 			    -Wrustdoc::missing_crate_level_docs\n',
    ),
  ),
];

const texts: PatchSpec[] = [
  patch(
    'docs',
    'docs: rust: quick-start: update the list of distributions',
    'Four of them now provide a recent enough toolchain out of the box, so the\nparagraph about backports can go.',
    edit(
      'Documentation/rust/quick-start.rst',
      39,
      '',
      ' Provided by the distribution\n ****************************\n \n-Some of them need a backports repository::\n+The packaged toolchain is enough on all of them::\n \n 	apt install rustc rust-src bindgen rustfmt rust-clippy\n',
    ),
  ),
  patch(
    'docs',
    'docs: rust: explain how the minimum version is chosen',
    'People ask at every conference. Write the answer down.',
    edit(
      'Documentation/rust/general-information.rst',
      12,
      '',
      ' information useful for the kernel.\n \n+Minimum toolchain\n+-----------------\n+\n+The minimum version follows what the current stable releases of the large\n+distributions package. It is raised at most once a kernel release, and never\n+after -rc1.\n+\n Code documentation\n ------------------\n',
    ),
  ),
  patch(
    'build',
    'rust: rust_is_available: stop warning about old bindgen',
    'The versions that it warns about are refused since the second patch.',
    edit(
      'scripts/rust_is_available.sh',
      162,
      '',
      ' fi\n \n-if [ "$rust_bindings_generator_cversion" -lt 7101 ]; then\n-	echo >&2 "***"\n-	echo >&2 "*** Rust bindings generator \'$BINDGEN\' has a known issue."\n-	echo >&2 "***"\n-fi\n-\n # Check that the source code for the `core` standard library exists.\n',
    ),
  ),
];

/** Twelve patches in the last week, both lists, applied two days before the end. */
export const toolchain: SeriesSpec = {
  key: 'toolchain-1.88',
  title: 'rust: bump minimum Rust to 1.88 and bindgen to 0.72',
  author: 'mireille',
  style: 'git',
  slug: 'rust-min-188',
  lists: ['rust-for-linux', 'linux-kbuild'],
  to: ['leopold', 'tanvi', 'jorn'],
  intro: `As discussed at the last maintainers' meeting, raise the minimum versions once
all the distributions of the quick start guide are there. They are.

The first three patches do it, the following ones are what becomes simpler, and
the rest is documentation.

I intend to take this through rust-next. Leopold, an Acked-by for the Kbuild parts
would be appreciated.`,
  patches: [...versions, ...cleanups, ...texts],
  revisions: [
    {
      at: 13.1,
      number: 1,
      count: 9,
      reviews: [
        { part: 1, by: 'leopold', after: 5, tag: 'Acked-by' },
        { part: 4, by: 'tanvi', after: 20, tag: 'Reviewed-by', say: 'Glad to see these go.' },
        {
          part: 0,
          by: 'rhiannon',
          after: 22,
          say: 'The distribution that I build for is still at 1.87 until the end of the month.\n\nCould this wait for a week?',
          answer: 'Sure. v2 next Tuesday then, with the documentation that is missing here.',
        },
        {
          part: 6,
          by: 'wenbo',
          after: 30,
          say: 'The doctest below still imports the trait.',
          answer: 'Fixed, thanks. CI found it an hour after I had sent it, of course.',
        },
      ],
    },
    {
      at: 6.45,
      number: 2,
      changes: [
        'Split the removal of version checks (Leopold)',
        'Update the doctests (柳 文博)',
        'New patches 10 to 12: documentation and the availability script',
      ],
      reviews: [
        { part: 0, by: 'leopold', after: 6, tag: 'Acked-by', say: 'For the Kbuild parts:' },
        {
          part: 0,
          by: 'tanvi',
          after: 9,
          tag: 'Tested-by',
          say: 'Built with 1.88.0, 1.93.1 and nightly; booted on x86_64, arm64 and riscv64.',
        },
        { part: 6, by: 'wenbo', after: 11, tag: 'Reviewed-by' },
        {
          part: 11,
          by: 'anneli',
          after: 26,
          tag: 'Reviewed-by',
          say: 'Finally something that I can point people to.',
        },
        {
          part: 8,
          by: 'bogumil',
          after: 31,
          say: 'Does this change what modinfo prints for a parameter with a colon in it?',
          answer: 'No, I compared the `.modinfo` sections of an allmodconfig before and after: identical.',
          last: 'Perfect, then',
        },
        { part: 8, by: 'bogumil', after: 46, tag: 'Reviewed-by' },
        { part: 7, by: 'ghislain', after: 50, tag: 'Acked-by' },
      ],
    },
  ],
};
