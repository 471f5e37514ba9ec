import { edit } from './diff.ts';
import { abstractionPatch, driverPatch, exportPatch, helpersPatch, patch } from './patches.ts';
import type { SeriesSpec } from './series-spec.ts';
import { subsystems } from './subsystems.ts';

const buttons = {
  folder: 'gpio',
  file: 'gpio_tern_rust',
  type: 'Tern',
  option: 'GPIO_TERN_RUST',
  chip: 'Tern GPIO expander',
  compatible: 'arctic,tern',
  uses: 'gpio',
  author: 'Ikaika Palakiko',
};

/** RFC, then PATCH, v2, v3: by git send-email, the last one with its parts out of order. */
export const gpio: SeriesSpec = {
  key: 'gpio-line',
  title: 'rust: gpio: add consumer abstractions',
  author: 'ikaika',
  style: 'git',
  slug: 'gpio-line',
  lists: ['rust-for-linux'],
  to: ['seoyeon', 'mireille'],
  cc: ['linux-gpio@vger.kernel.org'],
  intro: `Let drivers written in Rust ask for GPIO lines and use them.

The first patch is C and exports a function that was static so far; the second
to fourth are the abstraction; the last one is a small driver that shows that the
result can be used.`,
  patches: [
    exportPatch(
      'gpiolib',
      'drivers/gpio/gpiolib.c',
      'gpiod_get_nth',
      'gpio_desc',
      'The Rust abstraction has to look lines up by index, which only an internal\nfunction can do. Export it.',
    ),
    helpersPatch(subsystems.gpio),
    abstractionPatch(subsystems.gpio, 'rust: gpio: add line abstraction'),
    patch(
      'code',
      'rust: gpio: add `LineArray`',
      'Drivers for parallel buses ask for a set of lines at once.',
      edit(
        'rust/kernel/gpio.rs',
        71,
        'unsafe impl Sync for Line',
        ' \n+/// Lines that were asked for together.\n+pub struct LineArray<const N: usize>([ARef<Line>; N]);\n+\n+impl<const N: usize> LineArray<N> {\n+    /// Drives all lines at once; bit 0 is the first line.\n+    pub fn set(&self, bits: usize) -> Result {\n+        if bits >> N != 0 {\n+            return Err(EINVAL);\n+        }\n+        self.set_bits(bits)\n+    }\n+}\n+\n // SAFETY: As above; all methods take `&self`.\n',
      ),
    ),
    driverPatch(buttons, 'gpio: add driver for the Tern expander in Rust'),
  ],
  revisions: [
    {
      at: 40.3,
      number: 1,
      rfc: true,
      count: 3,
      reviews: [
        {
          part: 0,
          by: 'seoyeon',
          after: 14,
          say: 'I like that the direction is part of the API. I would like it more if it were part of the type:\n`Line<Input>` and `Line<Output>` would turn a class of bugs that I fix every month into build errors.',
          answer:
            'I had that in an earlier version and was told that it is over-engineered :)\n\nHappy to bring it back if there is a user who wants it.',
        },
        { part: 2, by: 'tanvi', after: 20, say: 'Please keep `from_raw()` crate-private.' },
      ],
    },
    {
      at: 26.3,
      number: 1,
      changes: ['Drop RFC', 'Crate-private constructor (Tanvi)', 'Add a driver'],
      reviews: [
        {
          part: 3,
          by: 'dana',
          after: 12,
          say: 'What happens when `release()` is called twice?',
          answer: 'It takes `self` by value in the next version, so that cannot be written.',
        },
        {
          part: 5,
          by: 'anneli',
          after: 28,
          say: 'Does not build as a module here: gpiod_get_nth is exported only with CONFIG_GPIOLIB_IRQCHIP.',
        },
      ],
    },
    {
      at: 15.4,
      number: 2,
      changes: ['`release()` consumes the line (Dana)', 'Fix the module build (Anneli)'],
      reviews: [
        { part: 1, by: 'seoyeon', after: 8, tag: 'Acked-by' },
        { part: 3, by: 'tanvi', after: 13, tag: 'Reviewed-by' },
        { part: 5, by: 'anneli', after: 30, tag: 'Tested-by' },
      ],
    },
    {
      at: 5.6,
      number: 3,
      shuffled: true,
      changes: ['`LineArray` checks its argument (Laleh)', 'Rebase on rust-next'],
      reviews: [
        { part: 4, by: 'laleh', after: 5, tag: 'Reviewed-by' },
        {
          part: 3,
          by: 'jorn',
          after: 10,
          tag: 'Reviewed-by',
          say: 'One nit, no need to resend for it: "line", not "pin", in the third comment.',
        },
        {
          part: 0,
          by: 'seoyeon',
          after: 22,
          say: 'I am fine with this version. If Mireille acks the rust/ part I can take all five through the GPIO tree\nonce the merge window is over.',
        },
        { part: 0, by: 'mireille', after: 29, tag: 'Acked-by' },
      ],
    },
  ],
};

/** A second version that was sent as an answer to the first. */
export const perCpuIrq: SeriesSpec = {
  key: 'irq-percpu',
  title: 'rust: irq: support per-CPU interrupts',
  author: 'obinna',
  style: 'git',
  slug: 'irq-percpu',
  lists: ['rust-for-linux'],
  to: ['hadewych', 'tanvi'],
  intro:
    'The timer of the board that I bring up has one interrupt line for each CPU.\nMake that expressible.',
  patches: [
    exportPatch(
      'genirq',
      'kernel/irq/manage.c',
      'enable_percpu_irq_desc',
      'irq_desc',
      'The Rust abstraction holds the descriptor, not the number. Provide the variant\nthat takes it.',
    ),
    abstractionPatch(subsystems.irq, 'rust: irq: add `PerCpuRegistration`'),
  ],
  revisions: [
    {
      at: 11.3,
      number: 1,
      reviews: [
        {
          part: 2,
          by: 'hadewych',
          after: 9,
          say: 'This enables the interrupt on the CPU that happens to run the constructor. That is not what the caller\nthinks it does.',
          answer: 'Hm, true. I will make enable() take a token that proves that preemption is off.',
        },
      ],
    },
    {
      at: 2.8,
      number: 2,
      threaded: true,
      changes: ['`enable()` needs a `&PreemptOff` (Hadewych)'],
      reviews: [
        {
          part: 2,
          by: 'hadewych',
          after: 7,
          say: 'Better. I still do not like the name of the first function, but I cannot think of another one.',
        },
        { part: 2, by: 'haruto', after: 12, tag: 'Reviewed-by' },
      ],
    },
  ],
};
