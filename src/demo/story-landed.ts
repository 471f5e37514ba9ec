import { create, edit } from './diff.ts';
import { maintainersEntry } from './driver-code.ts';
import { abstractionPatch, driverPatch, helpersPatch, patch } from './patches.ts';
import { signature } from './people.ts';
import type { SeriesSpec } from './series-spec.ts';
import { subsystems } from './subsystems.ts';

/** The first sensor driver in Rust: four revisions in five weeks, and then it is applied. */
export const sensor: SeriesSpec = {
  key: 'hwmon-qts75',
  title: 'hwmon: first Rust driver, for the QTS-75 temperature sensor',
  author: 'solveig',
  style: 'b4',
  slug: 'hwmon-qts75-rust',
  lists: ['rust-for-linux'],
  to: ['pernilla', 'mireille', 'tanvi'],
  cc: ['linux-hwmon@vger.kernel.org'],
  intro: `The QTS-75 is a small digital temperature sensor on I2C and on a memory-mapped
bridge. This series adds the parts of the hwmon API that it needs to the kernel
crate, and a driver on top of them.

It would be the first hwmon driver in Rust. Pernilla agreed to carry it in her
tree as long as I answer the mails about it, hence the last patch.`,
  patches: [
    helpersPatch(subsystems.hwmon),
    abstractionPatch(subsystems.hwmon, 'rust: hwmon: add abstraction for sensor channels'),
    driverPatch(
      {
        folder: 'hwmon',
        file: 'qts75_rust',
        type: 'Qts75',
        option: 'SENSORS_QTS75_RUST',
        chip: 'QTS-75 temperature sensor',
        compatible: 'quantherm,qts75',
        uses: 'hwmon',
        author: 'Sólveig Hrafnsdóttir',
      },
      'hwmon: add driver for the QTS-75 in Rust',
    ),
    patch(
      'maintainers',
      'MAINTAINERS: add entry for the hwmon Rust code',
      'As asked for in the review of v2: say who answers.',
      maintainersEntry('HARDWARE MONITORING', signature('solveig'), 'rust/kernel/hwmon.rs'),
    ),
  ],
  revisions: [
    {
      at: 33.2,
      number: 1,
      rfc: true,
      count: 3,
      reviews: [
        {
          part: 0,
          by: 'pernilla',
          after: 7,
          say: 'I cannot review the language, but I can review the hardware access, and that looks like every other\ndriver of mine. Who is going to maintain this?',
          answer: 'I will, and I am on call for anything that breaks the build of your tree.',
          last: 'Then I have no objection. Please put that into MAINTAINERS.',
        },
        {
          part: 2,
          by: 'tanvi',
          after: 20,
          say: '`unlock()` as a method of its own invites mistakes. A guard, please.',
          answer: 'Yes. I was not sure whether the C side permits to nest it. It does not, so a guard it is.',
        },
      ],
    },
    {
      at: 24.4,
      number: 2,
      count: 3,
      changes: ['Use a guard for the lock (Tanvi)', 'Drop RFC'],
      reviews: [
        {
          part: 3,
          by: 'anneli',
          after: 15,
          tag: 'Tested-by',
          say: 'Works on the board that I have here, readings agree with the thermocouple.',
        },
        {
          part: 2,
          by: 'tanvi',
          after: 29,
          say: 'Much better. Two of the safety comments still promise what nobody checks, see above.',
          answer: 'Reworded.',
        },
      ],
    },
    {
      at: 14.6,
      number: 3,
      changes: ['Reword safety comments (Tanvi)', 'New patch: MAINTAINERS (Pernilla)'],
      reviews: [
        { part: 2, by: 'tanvi', after: 9, tag: 'Reviewed-by' },
        {
          part: 3,
          by: 'pernilla',
          after: 26,
          say: 'The update interval is in milliseconds in the ABI, not in jiffies.',
          answer: 'Oops. Fixed, and there is a test now.',
        },
      ],
    },
    {
      at: 5.2,
      number: 4,
      changes: ['Update interval in milliseconds (Pernilla)', 'Collect tags'],
      reviews: [
        {
          part: 0,
          by: 'mireille',
          after: 7,
          tag: 'Acked-by',
          say: 'For the `rust/` parts, to go through hwmon:',
        },
        { part: 3, by: 'pernilla', after: 23, tag: 'Acked-by' },
        { part: 1, by: 'tanvi', after: 27, tag: 'Reviewed-by' },
      ],
    },
  ],
};

const seqlock = `// SPDX-License-Identifier: GPL-2.0

//! A lock for data that is read often and written seldom.
//!
//! C header: [\`include/linux/seqlock.h\`](srctree/include/linux/seqlock.h)

use crate::types::Opaque;
use core::cell::UnsafeCell;

/// A sequence lock around \`T\`: readers never wait, but may have to read again.
#[pin_data]
pub struct SeqLock<T: Copy> {
    #[pin]
    seq: Opaque<bindings::seqcount_spinlock_t>,
    data: UnsafeCell<T>,
}

impl<T: Copy> SeqLock<T> {
    /// Returns a copy of the data that no writer has touched meanwhile.
    pub fn read(&self) -> T {
        loop {
            let start = self.begin();
            // SAFETY: A torn read is thrown away below; \`T: Copy\` has no destructor.
            let value = unsafe { core::ptr::read_volatile(self.data.get()) };
            if !self.retry(start) {
                return value;
            }
        }
    }
}
`;

/** Goes through the locking tree: a tip-bot notice tells that it landed. */
export const seqLock: SeriesSpec = {
  key: 'sync-seqlock',
  title: 'rust: sync: add `SeqLock`',
  author: 'wenbo',
  style: 'git',
  slug: 'seqlock',
  lists: ['rust-for-linux'],
  to: ['hadewych', 'mireille'],
  intro: 'Timekeeping and the scheduler abstractions both want a sequence lock.',
  patches: [
    patch(
      'code',
      'rust: sync: add `SeqLock`',
      'Timekeeping and the scheduler abstractions both want a sequence lock. Add\none on top of seqcount_spinlock_t.',
      edit(
        'rust/kernel/sync.rs',
        24,
        '',
        ' pub mod rcu;\n mod refcount;\n+mod seqlock;\n mod set_once;\n \n',
      ),
      create('rust/kernel/sync/seqlock.rs', seqlock),
    ),
  ],
  revisions: [
    {
      at: 19.3,
      number: 1,
      reviews: [
        {
          part: 1,
          by: 'hadewych',
          after: 8,
          say: 'The retry loop needs a cpu_relax(), otherwise SMT siblings starve the writer.',
          answer: 'Added, also to the doctest.',
        },
      ],
    },
    {
      at: 10.2,
      number: 2,
      changes: ['cpu_relax() in the loop (Hadewych)'],
      reviews: [
        { part: 1, by: 'jorn', after: 12, tag: 'Reviewed-by' },
        {
          part: 1,
          by: 'hadewych',
          after: 31,
          say: 'Looks right to me now. Queued for the next cycle, unless somebody shouts.',
        },
      ],
    },
  ],
};

/** A fix for the current release: applied to `rust-fixes`, part of the pull request. */
export const clippyFix: SeriesSpec = {
  key: 'clippy-1.94',
  title: 'rust: pin-init: silence `clippy::ref_as_ptr` of Rust 1.94',
  author: 'rhiannon',
  style: 'b4',
  slug: 'clippy-ref-as-ptr',
  lists: ['rust-for-linux'],
  to: ['mireille', 'jorn'],
  intro: '',
  patches: [
    patch(
      'code',
      'rust: pin-init: silence `clippy::ref_as_ptr` of Rust 1.94',
      'With the new toolchain every `pin_init!` prints a warning:\n\n    warning: reference as raw pointer\n\nUse `&raw mut` in the macro instead of the cast.\n\nFixes: 5f1f0c2a9b3e ("rust: pin-init: rename internal macros")\nCc: stable@vger.kernel.org # 6.12+',
      edit(
        'rust/pin-init/src/macros.rs',
        1281,
        'macro_rules! __init_internal',
        '             // SAFETY: `slot` is valid, because we are inside of an initializer closure.\n-            unsafe { $data.$field(&mut (*$slot).$field as *mut _, $val)? };\n+            unsafe { $data.$field(&raw mut (*$slot).$field, $val)? };\n         }\n',
      ),
    ),
  ],
  revisions: [
    {
      at: 6.2,
      number: 1,
      reviews: [
        { part: 1, by: 'jorn', after: 3, tag: 'Reviewed-by' },
        { part: 1, by: 'dana', after: 6, tag: 'Tested-by', say: 'Quiet again with 1.94 and with the beta.' },
      ],
    },
  ],
};
