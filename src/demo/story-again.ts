import { create, edit } from './diff.ts';
import { driverBuild, driverSource } from './driver-code.ts';
import { abstractionPatch, patch } from './patches.ts';
import type { SeriesSpec } from './series-spec.ts';
import { subsystems } from './subsystems.ts';

/** Nobody answered, so it is sent again. */
export const powerSupply: SeriesSpec = {
  key: 'power-supply',
  title: 'rust: power: supply abstraction and a fake battery',
  author: 'kofi',
  style: 'b4',
  slug: 'power-supply',
  lists: ['rust-for-linux'],
  to: ['ghislain', 'mireille'],
  cc: ['linux-pm@vger.kernel.org'],
  intro: 'Add what a fuel gauge driver needs, and a fake battery to test it with.',
  patches: [
    abstractionPatch(subsystems.power_supply, 'rust: power: add supply abstraction'),
    patch(
      'code',
      'samples: rust: add fake battery',
      'A battery that is always at 42 %, so that the abstraction can be tried\nwithout hardware.',
      create(
        'samples/rust/rust_fake_battery.rs',
        '// SPDX-License-Identifier: GPL-2.0\n\n//! A battery that is always at 42 %.\n\nuse kernel::{power_supply, prelude::*};\n\nstruct FakeBattery;\n\nimpl power_supply::Operations for FakeBattery {\n    fn capacity(&self) -> Result<u8> {\n        Ok(42)\n    }\n}\n',
      ),
      edit(
        'samples/rust/Kconfig',
        102,
        '',
        ' 	  If unsure, say N.\n \n+config SAMPLE_RUST_FAKE_BATTERY\n+	tristate "Fake battery"\n+	depends on POWER_SUPPLY\n+	help\n+	  This option builds the Rust fake battery sample.\n+\n config SAMPLE_RUST_HOSTPROGS\n 	bool "Host programs"\n',
      ),
    ),
  ],
  revisions: [
    {
      at: 48.2,
      number: 1,
      reviews: [{ part: 1, by: 'dana', after: 40, say: 'Please add the new file to MAINTAINERS.' }],
    },
    { at: 22.1, number: 2, changes: ['Add the file to MAINTAINERS (Dana)'] },
    {
      at: 1.7,
      number: 2,
      resend: true,
      changes: ['No changes, sent again because nobody answered.'],
      reviews: [
        {
          part: 1,
          by: 'bogumil',
          after: 10,
          tag: 'Reviewed-by',
          say: 'Sorry, this fell through the cracks.',
        },
      ],
    },
  ],
};

/** Two patches without a cover letter; the fifth version. */
export const xarray: SeriesSpec = {
  key: 'xarray-cursor',
  title: 'rust: xarray: add a cursor that can insert',
  author: 'zuzana',
  style: 'git',
  slug: 'xarray-cursor',
  lists: ['rust-for-linux'],
  to: ['jorn', 'mireille'],
  intro: '',
  patches: [
    patch(
      'code',
      'rust: xarray: add a cursor that can insert',
      'Walking and inserting under one lock needs a cursor; going back to the root\nfor each entry shows up in profiles of the block driver.',
      edit(
        'rust/kernel/xarray.rs',
        233,
        "impl<'a, T: ForeignOwnable> Guard<'a, T>",
        "     }\n+\n+    /// Returns a cursor at `index`, which keeps the lock.\n+    pub fn cursor(&mut self, index: usize) -> Cursor<'_, 'a, T> {\n+        Cursor { guard: self, index }\n+    }\n }\n",
      ),
    ),
    patch(
      'code',
      'rust: block: use the cursor of `XArray`',
      'Four percent more IOPS with a queue depth of 128 on the machine here.',
      edit(
        'drivers/block/rnull/queue.rs',
        88,
        'impl Queue',
        '         let mut guard = self.tree.lock();\n-        for page in pages {\n-            guard.store(page.index(), page)?;\n+        let mut cursor = guard.cursor(first);\n+        for page in pages {\n+            cursor.insert(page)?;\n         }\n',
      ),
    ),
  ],
  revisions: [1, 2, 3, 4]
    .map((number) => ({
      at: 70 - number * 14.3,
      number,
      uncovered: true,
      changes: ['Address review comments'],
      reviews: [
        {
          part: 1,
          by: 'jorn' as const,
          after: 21,
          say: 'The cursor must not outlive the guard; the lifetimes here permit that in one corner case. Try this:\n\n    let c = { let mut g = tree.lock(); g.cursor(0) };',
          answer: 'Ouch. Thank you for the test case, it is part of the doctests now.',
        },
      ],
    }))
    .concat([
      {
        at: 2.4,
        number: 5,
        uncovered: true,
        changes: ['Invariant lifetimes, found by Jørn, again'],
        reviews: [
          {
            part: 1,
            by: 'jorn' as const,
            after: 12,
            say: 'I could not break it this time.',
            answer: 'I will print that and hang it on the wall.',
          },
        ],
      },
    ]),
};

/** A driver for the network tree, with the tree's name in the prefix. */
export const phy: SeriesSpec = {
  key: 'phy-auralink',
  title: 'net: phy: add driver for the AuraLink AL2210',
  author: 'haruto',
  style: 'b4',
  slug: 'phy-al2210',
  lists: ['rust-for-linux'],
  to: ['seoyeon', 'tanvi'],
  cc: ['netdev@vger.kernel.org'],
  tree: 'net-next',
  intro:
    'The AL2210 is a 2.5G PHY. Its predecessor has a C driver that nobody dares to\ntouch, so the new one is written in Rust.',
  patches: [
    abstractionPatch(subsystems.phy, 'rust: net: phy: add LED abstraction'),
    patch(
      'code',
      'net: phy: add driver for the AuraLink AL2210',
      'Speeds of 10 M to 2.5 G, cable test, and two LEDs.',
      ...driverBuild({
        folder: 'net/phy',
        file: 'al2210_rust',
        type: 'Al2210',
        option: 'AL2210_RUST_PHY',
        chip: 'AuraLink AL2210',
        compatible: 'auralink,al2210',
        uses: 'net_phy_led',
        author: 'Haruto Yukimura',
      }),
      driverSource({
        folder: 'net/phy',
        file: 'al2210_rust',
        type: 'Al2210',
        option: 'AL2210_RUST_PHY',
        chip: 'AuraLink AL2210',
        compatible: 'auralink,al2210',
        uses: 'net_phy_led',
        author: 'Haruto Yukimura',
      }),
    ),
  ],
  revisions: [
    {
      at: 8.4,
      number: 1,
      reviews: [
        {
          part: 2,
          by: 'seoyeon',
          after: 12,
          say: 'net-next is closed, please resend when it is open. Meanwhile: the reset delay of 20 ms is from the\ndatasheet of the older chip, the new one wants 50.',
        },
      ],
    },
    {
      at: 1.3,
      number: 2,
      changes: ['Wait 50 ms after reset (Seo-yeon)'],
      reviews: [{ part: 2, by: 'trinh', after: 9, tag: 'Tested-by', say: 'On a router with two of them.' }],
    },
  ],
};
