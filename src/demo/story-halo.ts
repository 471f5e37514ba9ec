import { create, edit } from './diff.ts';
import { patch } from './patches.ts';
import type { PatchSpec, SeriesSpec } from './series-spec.ts';

const file = (name: string, doc: string, code: string) =>
  create(`drivers/gpu/halo/${name}.rs`, `// SPDX-License-Identifier: GPL-2.0\n\n//! ${doc}\n\n${code}`);

const boot: PatchSpec[] = [
  patch(
    'prereq',
    'drm: export drm_gem_lru_count()',
    'halo wants to know how much it could evict before it asks for more.',
    edit(
      'drivers/gpu/drm/drm_gem.c',
      1510,
      'drm_gem_lru_remove(struct drm_gem_object *obj)',
      ' 	mutex_unlock(lru->lock);\n }\n+EXPORT_SYMBOL(drm_gem_lru_count);\n \n /*\n',
    ),
  ),
  patch(
    'code',
    'gpu: halo: parse the header of the firmware image',
    'The image starts with a table of sections. Check all offsets before anything\nis copied: the file comes from user space after all.',
    file(
      'header',
      'The header of a firmware image.',
      'use kernel::prelude::*;\n\npub(crate) const MAGIC: u32 = 0x4f4c_4148;\n\npub(crate) struct Section {\n    pub(crate) offset: usize,\n    pub(crate) size: usize,\n}\n\nimpl Section {\n    /// Reads one entry; fails if it points outside of the image.\n    pub(crate) fn parse(image: &[u8], entry: &[u8; 8]) -> Result<Self> {\n        let (offset, size) = entry.split_at(4);\n        let offset = u32::from_le_bytes(offset.try_into()?) as usize;\n        let size = u32::from_le_bytes(size.try_into()?) as usize;\n        image.get(offset..).and_then(|rest| rest.get(..size)).ok_or(EINVAL)?;\n        Ok(Self { offset, size })\n    }\n}\n',
    ),
  ),
  patch(
    'code',
    'gpu: halo: map the mailbox registers',
    'Sixteen registers through which the driver and the firmware talk.',
    file(
      'mailbox',
      'Registers of the mailbox.',
      'use kernel::register;\n\nregister!(MBOX_CMD @ 0x00, "Command" {\n    7:0 opcode as u8;\n    31 busy as bool;\n});\nregister!(MBOX_ARG @ 0x04, "Argument" {\n    31:0 value as u32;\n});\n',
    ),
  ),
  patch(
    'code',
    'gpu: halo: boot the management processor',
    'Copy the image, let go of reset, wait for the magic word.',
    edit(
      'drivers/gpu/halo/driver.rs',
      61,
      'impl pci::Driver for Halo',
      '         let bar = pdev.iomap_region_sized::<BAR0_SIZE>(0, c_str!("halo/bar0"))?;\n \n+        let firmware = Firmware::request(pdev.as_ref(), c_str!("halo/mgmt.bin"))?;\n+        firmware.load(&bar)?;\n+        Mailbox::new(&bar).wait_for(MAGIC, Delta::from_millis(250))?;\n+\n         Ok(Self { bar, pdev: pdev.into() })\n',
    ),
  ),
];

const talk: PatchSpec[] = [
  patch(
    'code',
    'gpu: halo: add a typed message queue',
    'Commands and answers are enums with a fixed layout; what does not parse is an\nerror, not a guess.',
    file(
      'queue',
      'Messages to and from the firmware.',
      'use kernel::prelude::*;\n\n#[repr(u8)]\n#[derive(Clone, Copy, PartialEq, Eq)]\npub(crate) enum Opcode {\n    Ping = 1,\n    PowerUp = 2,\n    PowerDown = 3,\n}\n\nimpl TryFrom<u8> for Opcode {\n    type Error = Error;\n\n    fn try_from(value: u8) -> Result<Self> {\n        match value {\n            1 => Ok(Self::Ping),\n            2 => Ok(Self::PowerUp),\n            3 => Ok(Self::PowerDown),\n            _ => Err(EPROTO),\n        }\n    }\n}\n',
    ),
  ),
  patch(
    'code',
    'gpu: halo: power the engines up and down',
    'With runtime PM this is 3 W less on an idle desktop.',
    edit(
      'drivers/gpu/halo/power.rs',
      12,
      '',
      ' use crate::queue::Opcode;\n \n+pub(crate) fn up(queue: &Queue) -> Result {\n+    queue.send(Opcode::PowerUp)?.expect(Answer::Done)\n+}\n+\n // Clock gating comes later.\n',
    ),
  ),
  patch(
    'code',
    'gpu: halo: read temperatures through the queue',
    'Five sensors, one message.',
    edit(
      'drivers/gpu/halo/driver.rs',
      118,
      'impl Halo',
      '     }\n \n+    /// Temperatures in millidegrees, the hottest first.\n+    pub(crate) fn temperatures(&self) -> Result<KVec<i32>> {\n+        self.queue.ask(Question::Temperatures)\n+    }\n+\n     fn unbind(&self) {\n',
    ),
  ),
  patch(
    'docs',
    'Documentation: gpu: halo: describe the boot sequence',
    'A drawing says more than eight commit messages.',
    create(
      'Documentation/gpu/halo/boot.rst',
      '.. SPDX-License-Identifier: GPL-2.0\n\nBoot sequence of the management processor\n=========================================\n\n::\n\n\thost                     processor (Rust side: halo::mailbox)\n\t |  copy image             |\n\t |------------------------>|\n\t |  let go of reset        |\n\t |------------------------>|\n\t |                 magic   |\n\t |<------------------------|\n',
    ),
  ),
];

/** A GPU driver whose subjects never say Rust. Sixth version, eight patches. */
export const halo: SeriesSpec = {
  key: 'gpu-halo-boot',
  title: 'gpu: halo: boot the management processor',
  author: 'laleh',
  style: 'b4',
  slug: 'halo-boot',
  lists: ['rust-for-linux'],
  to: ['wenbo', 'seoyeon'],
  cc: ['dri-devel@lists.freedesktop.org'],
  intro: `This gets the management processor of the Halo GPUs out of reset and talks to it.
Everything after that, graphics included, is built on this queue.

Runs on three boards here, one of them big endian for the fun of it.`,
  patches: [...boot, ...talk],
  revisions: [
    {
      at: 62.2,
      number: 1,
      rfc: true,
      count: 4,
      reviews: [
        {
          part: 2,
          by: 'wenbo',
          after: 22,
          say: 'The offset is checked, the sum of offset and size is not: it wraps on 32 bit.',
          answer: 'It does. Rewritten with get(..), which cannot.',
        },
      ],
    },
    {
      at: 51.3,
      number: 2,
      count: 5,
      changes: ['Slices instead of arithmetic (柳 文博)', 'Drop RFC'],
      reviews: [
        {
          part: 3,
          by: 'haruto',
          after: 18,
          say: 'Could the offsets come from the macro, so that overlapping registers fail to build?',
        },
      ],
    },
    {
      at: 38.4,
      number: 3,
      count: 7,
      changes: ['`register!` checks for overlaps (Haruto)', 'Power management'],
      reviews: [{ part: 4, by: 'wenbo', after: 33, tag: 'Reviewed-by' }],
    },
    {
      at: 24.2,
      number: 4,
      changes: ['Documentation', 'Timeouts are `Delta`s'],
      reviews: [
        {
          part: 5,
          by: 'tanvi',
          after: 21,
          say: 'Why KVec and not an array? There are five sensors and there will always be five.',
          answer: 'Marketing told me about a sixth.',
        },
      ],
    },
    {
      at: 12.2,
      number: 5,
      changes: ['Rebase'],
      reviews: [
        { part: 2, by: 'wenbo', after: 15, tag: 'Reviewed-by' },
        { part: 3, by: 'haruto', after: 25, tag: 'Reviewed-by' },
      ],
    },
    {
      at: 0.9,
      number: 6,
      changes: ['Typed answers (柳 文博)', 'Collect tags'],
      reviews: [
        {
          part: 5,
          by: 'wenbo',
          after: 8,
          tag: 'Reviewed-by',
          say: 'This is how I wish all firmware interfaces looked.',
        },
      ],
    },
  ],
};
