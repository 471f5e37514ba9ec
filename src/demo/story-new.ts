import { edit } from './diff.ts';
import { abstractionPatch, exportPatch, helpersPatch, patch } from './patches.ts';
import type { SeriesSpec } from './series-spec.ts';
import { subsystems } from './subsystems.ts';

/** New, and part 3 is lost on the way. */
export const spi: SeriesSpec = {
  key: 'spi-controller',
  title: 'rust: spi: controller abstraction',
  author: 'paloma',
  style: 'b4',
  slug: 'spi-controller',
  lists: ['rust-for-linux'],
  to: ['ghislain', 'tanvi'],
  cc: ['linux-spi@vger.kernel.org'],
  intro:
    'The device side of SPI is in review already; this is the other end of the wire:\nwhat a driver for a controller needs.',
  patches: [
    exportPatch(
      'spi',
      'drivers/spi/spi.c',
      'spi_controller_init_queue',
      'spi_controller',
      'The abstraction starts the queue by itself, after the Rust side is set up.',
    ),
    helpersPatch(subsystems.spi),
    abstractionPatch(subsystems.spi, 'rust: spi: add controller abstraction'),
    patch(
      'code',
      'rust: spi: add `Transfer` iterator',
      'Walk over the transfers of a message without a raw list in sight.',
      edit(
        'rust/kernel/spi.rs',
        66,
        '',
        " unsafe impl Sync for Controller {}\n+\n+/// The transfers of one message, in order.\n+pub struct Transfers<'a> {\n+    next: Option<NonNull<bindings::spi_transfer>>,\n+    _message: PhantomData<&'a bindings::spi_message>,\n+}\n",
      ),
    ),
  ],
  revisions: [
    {
      at: 3.9,
      number: 1,
      missing: [3],
      reviews: [
        {
          part: 0,
          by: 'laleh',
          after: 4,
          say: 'Patch 3 did not make it to the list?',
          answer: 'It is not in my outbox either. I will send a v2 in a few days rather than confuse b4 now.',
        },
        {
          part: 4,
          by: 'tanvi',
          after: 20,
          say: 'An iterator over a list that the completion handler may free: which lock is held?',
          answer: 'None. Back to the drawing board for this one.',
        },
      ],
    },
  ],
};

/** A new architecture, as an RFC. */
export const s390: SeriesSpec = {
  key: 's390-rust',
  title: 's390: enable Rust support',
  author: 'trinh',
  style: 'b4',
  slug: 's390-rust',
  lists: ['rust-for-linux', 'linux-kbuild'],
  to: ['mireille', 'leopold'],
  cc: ['linux-s390@vger.kernel.org'],
  intro: `This is what it takes to build and boot a kernel with Rust code on s390. All
samples load; KUnit passes but for one test that assumes little endian.

The compiler needs a target without vector registers, which nightly has since
January; hence RFC.`,
  patches: [
    patch(
      'build',
      's390: select HAVE_RUST',
      'Pass the flags that the C compiler gets to rustc as well.',
      edit(
        'arch/s390/Makefile',
        26,
        '',
        ' KBUILD_CFLAGS	+= -fPIC -fno-strict-overflow\n+KBUILD_RUSTFLAGS	+= --target=s390x-unknown-none-softfloat -Zpacked-stack\n \n UTS_MACHINE	:= s390x\n',
      ),
      edit(
        'arch/s390/Kconfig',
        231,
        'config S390',
        ' 	select HAVE_REGS_AND_STACK_ACCESS_API\n 	select HAVE_RETHOOK\n 	select HAVE_RSEQ\n+	select HAVE_RUST if RUSTC_HAS_S390_SOFTFLOAT\n 	select HAVE_SAMPLE_FTRACE_DIRECT\n',
      ),
    ),
    patch(
      'code',
      'rust: bits: do not assume little endian in the test',
      'The test reads the first byte of an integer and expects the lowest one.',
      edit(
        'rust/kernel/bits.rs',
        183,
        'mod tests',
        '         let value: u32 = bit_u32(3);\n-        assert_eq!(value.to_ne_bytes()[0], 8);\n+        assert_eq!(value.to_le_bytes()[0], 8);\n     }\n }\n',
      ),
    ),
    patch(
      'docs',
      'docs: rust: arch-support: add s390',
      'Maintained, 64 bit only.',
      edit(
        'Documentation/rust/arch-support.rst',
        20,
        '',
        ' ``loongarch``  Maintained        \\-\n ``riscv``      Maintained        ``riscv64`` and LLVM/Clang only.\n+``s390``       Maintained        ``s390x`` only.\n ``um``         Maintained        \\-\n =============  ================  ==============================================\n',
      ),
    ),
  ],
  revisions: [
    {
      at: 6.1,
      number: 1,
      rfc: true,
      reviews: [
        {
          part: 0,
          by: 'mireille',
          after: 6,
          say: 'Very nice! Do you intend to have it in CI? What is not built every day breaks within a week.',
          answer: 'A machine for that is promised from May on. Until then I build by hand, every rc.',
          last: 'Good enough for me.',
        },
        {
          part: 2,
          by: 'haruto',
          after: 9,
          tag: 'Reviewed-by',
          say: 'This one can go in right away, it is a bug of its own.',
        },
        {
          part: 1,
          by: 'leopold',
          after: 25,
          say: 'No objection from the Kbuild side. Is -Zpacked-stack going to be stable at some point?',
          answer: 'There is a tracking issue; the flag is expected to become part of the target.',
        },
      ],
    },
  ],
};
