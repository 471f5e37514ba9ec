import { HOUR } from './calendar.ts';
import { turns } from './debate-words.ts';
import { edit } from './diff.ts';
import type { Mailbag } from './mailbag.ts';
import { abstractionPatch, patch } from './patches.ts';
import { answer } from './reply.ts';
import { postSeries } from './series.ts';
import type { SeriesSpec } from './series-spec.ts';
import { subsystems } from './subsystems.ts';
import type { Draft } from './types.ts';

/** An RFC that the whole list talks about. */
const dmaPool: SeriesSpec = {
  key: 'dma-pool',
  title: 'rust: dma: who owns the memory of a pool?',
  author: 'tanvi',
  style: 'b4',
  slug: 'dma-pool-ownership',
  lists: ['rust-for-linux'],
  to: ['cuthbert', 'mireille', 'ghislain'],
  cc: ['iommu@lists.linux.dev'],
  intro: `Drivers in Rust that need many small coherent buffers allocate a page for each,
because there is no abstraction for DMA pools. Add one.

The interesting question is what happens to a buffer that is alive when the device
is unbound. The C API says "do not do that". I would like the compiler to say it, and
there are two ways: tie the lifetime of the buffer to the bound device (patch 2), or
let the pool count its buffers and revoke them (patch 3). I prefer the former and
have written the latter so that we can compare.`,
  patches: [
    abstractionPatch(subsystems.dma_pool, 'rust: dma: add pool abstraction'),
    patch(
      'code',
      'rust: dma: tie buffers of a pool to the bound device',
      'The lifetime of a buffer ends before that of the `&Device<Bound>` it came from.\nNothing is checked at run time.',
      edit(
        'rust/kernel/dma_pool.rs',
        49,
        'impl Pool',
        "     }\n \n+    /// Allocates a buffer that cannot outlive the binding of its device.\n+    pub fn alloc<'bound>(&'bound self, _dev: &'bound Device<Bound>) -> Result<Buffer<'bound>> {\n+        Buffer::new(self)\n+    }\n+\n     /// Is empty of the pool of coherent memory.\n",
      ),
    ),
    patch(
      'code',
      'rust: dma: alternatively, revoke buffers of a pool',
      'Every access asks whether the device is still there.',
      edit(
        'rust/kernel/dma_pool.rs',
        55,
        'impl Pool',
        '     }\n \n+    /// Allocates a buffer that is taken away when the device goes.\n+    pub fn alloc_revocable(&self) -> Result<Arc<Revocable<RawBuffer>>> {\n+        Arc::new(Revocable::new(RawBuffer::new(self)?), GFP_KERNEL)\n+    }\n+\n     /// Is empty of the pool of coherent memory.\n',
      ),
    ),
  ],
  revisions: [{ at: 5.1, number: 1, rfc: true }],
};

/** Posts the RFC and the discussion below it: each turn answers one that was said before. */
export function postDebate(bag: Mailbag): void {
  const posted = postSeries(bag, dmaPool).revisions[0];
  const cover = posted?.parts.get(0);
  if (posted === undefined || cover === undefined) return;
  const said: Draft[] = [cover];
  for (const turn of turns) {
    const parent = said[turn.to] ?? cover;
    const date = Math.max(cover.date + turn.at * HOUR, parent.arrival + 300_000);
    said.push(
      answer(bag, parent, { by: turn.by, date, say: turn.say, quote: turn.to === 0 ? 'diff' : 'text' }),
    );
  }
}
