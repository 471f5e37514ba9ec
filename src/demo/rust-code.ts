import type { FileChange } from './diff.ts';
import { create, edit } from './diff.ts';

/** A kernel subsystem that gets a Rust abstraction: enough words to write believable code about it. */
export type Subsystem = {
  /** The module: `rust/kernel/<module>.rs`. */
  module: string;
  /** The Rust type, the C type under it, and the C header. */
  type: string;
  cType: string;
  header: string;
  /** What the type is, in words. */
  what: string;
  /** Methods: the Rust name, the C function, the Rust type that it returns (`()` or `Result` or a number). */
  methods: [name: string, cFunction: string, returns: string][];
};

function method(subsystem: Subsystem, [name, cFunction, returns]: [string, string, string]): string {
  const call = `bindings::${cFunction}(self.as_raw())`;
  const safety =
    '        // SAFETY: By the type invariant, `self.as_raw()` is valid for the lifetime of `self`.';
  const words = name.replaceAll('_', ' ');
  const doc = `    /// ${words.charAt(0).toUpperCase()}${words.slice(1)} of the ${subsystem.what}.`;
  if (returns === 'Result') {
    return `${doc}\n    pub fn ${name}(&self) -> Result {\n${safety}\n        to_result(unsafe { ${call} })\n    }`;
  }
  const arrow = returns === '()' ? '' : ` -> ${returns}`;
  const end = returns === '()' ? ';' : '';
  return `${doc}\n    pub fn ${name}(&self)${arrow} {\n${safety}\n        unsafe { ${call} }${end}\n    }`;
}

/** A safe wrapper for a C type, in the house style of `rust/kernel`. */
export function abstraction(subsystem: Subsystem): FileChange {
  const { module, type, cType, header, what, methods } = subsystem;
  const text = `// SPDX-License-Identifier: GPL-2.0

//! Abstractions for the ${what}.
//!
//! C header: [\`${header}\`](srctree/${header})

use crate::{
    bindings,
    error::{to_result, Result},
    types::{ARef, AlwaysRefCounted, Opaque},
};
use core::ptr::NonNull;

/// A ${what}.
///
/// # Invariants
///
/// The wrapped \`struct ${cType}\` is initialised and its reference count is not zero.
#[repr(transparent)]
pub struct ${type}(Opaque<bindings::${cType}>);

impl ${type} {
    /// Returns the raw pointer to the underlying \`struct ${cType}\`.
    #[inline]
    pub(crate) fn as_raw(&self) -> *mut bindings::${cType} {
        self.0.get()
    }

    /// Creates a reference to a [\`${type}\`] from a valid pointer.
    ///
    /// # Safety
    ///
    /// The caller must ensure that \`ptr\` is valid and stays so for the lifetime \`'a\`.
    pub unsafe fn from_raw<'a>(ptr: *mut bindings::${cType}) -> &'a Self {
        // SAFETY: The cast is valid because of \`#[repr(transparent)]\`; the rest is promised by the caller.
        unsafe { &*ptr.cast() }
    }

${methods.map((entry) => method(subsystem, entry)).join('\n\n')}
}

// SAFETY: \`struct ${cType}\` may be used from any thread; its own lock protects it.
unsafe impl Send for ${type} {}
// SAFETY: As above; all methods take \`&self\` and the C side synchronises.
unsafe impl Sync for ${type} {}
`;
  return create(`rust/kernel/${module}.rs`, text);
}

/** The C functions that bindgen cannot see, because they are inline or macros. */
export function cHelpers(subsystem: Subsystem): FileChange {
  const { module, cType, header, methods } = subsystem;
  const functions = methods.map(([, cFunction, returns]) => {
    const type = returns === '()' ? 'void' : returns === 'bool' ? 'bool' : 'int';
    const back = returns === '()' ? '' : 'return ';
    return `${type} rust_helper_${cFunction}(struct ${cType} *ptr)\n{\n\t${back}${cFunction}(ptr);\n}`;
  });
  const include = header.replace(/^include\//, '');
  const text = `// SPDX-License-Identifier: GPL-2.0\n\n#include <${include}>\n\n${functions.join('\n\n')}\n`;
  return create(`rust/helpers/${module}.c`, text);
}

/** The three lines that make a new module of the kernel crate known. */
export function wiring(subsystem: Subsystem): FileChange[] {
  const { module, header } = subsystem;
  const include = header.replace(/^include\//, '');
  return [
    edit(
      'rust/bindings/bindings_helper.h',
      58,
      '',
      ` #include <linux/file.h>\n #include <linux/fs.h>\n+#include <${include}>\n #include <linux/jiffies.h>\n #include <linux/jump_label.h>\n`,
    ),
    edit(
      'rust/helpers/helpers.c',
      31,
      '',
      ` #include "err.c"\n #include "fs.c"\n+#include "${module}.c"\n #include "io.c"\n`,
    ),
    edit(
      'rust/kernel/lib.rs',
      96,
      '',
      ` pub mod faux;\n pub mod firmware;\n+pub mod ${module};\n pub mod id_pool;\n pub mod init;\n`,
    ),
  ];
}
