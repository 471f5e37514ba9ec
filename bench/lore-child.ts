// A public-inbox server of its own process, so that its work is not counted as ours.
import { arriving } from '../test/fakes/lore/arrivals.ts';
import { startLore } from '../test/fakes/lore/lore.ts';
import { C_DIFF, makeMail, RUST_DIFF } from '../test/sources/mails.ts';

const LIST = 'rust-for-linux';
const lore = await startLore({ lists: [LIST] });
let serial = 0;

process.on('message', (count: number) => {
  const from = Date.now();
  const mails = Array.from({ length: count }, () => {
    const n = serial++;
    return makeMail({
      id: `${n}.bench@example.org`,
      subject: `[PATCH] ${n % 3 === 0 ? 'rust' : 'net'}: part ${n}`,
      date: Math.floor(from / 1000),
      body: `Why.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n${n % 3 === 0 ? RUST_DIFF : C_DIFF}`,
    });
  });
  lore.publish(LIST, arriving(mails, from, 1));
  lore.forget();
  process.send?.({ url: lore.url });
});
process.on('disconnect', () => {
  void lore.close();
});
