import { CHALLENGE, type Fault } from '../../test/fakes/host.ts';
import { arriving } from '../../test/fakes/lore/arrivals.ts';
import { published } from '../../test/fakes/vulns/vulns.ts';
import { LISTS, type World } from '../../test/fakes/world.ts';
import { C_DIFF, makeMail } from '../../test/sources/mails.ts';
import { type Dice, pick } from './dice.ts';
import { describePatch, type PostedSeries, rustDiff } from './series.ts';

/** What the world did, for the ledger and the reader. */
export type Diary = {
  readonly say: (what: string) => void;
  readonly takenOut: Set<string>;
  readonly series: PostedSeries[];
  /** When each thing beside mail was published, ms: articles by title, all else by its id. */
  readonly published: Map<string, number>;
};

let serial = 0;

/** Mails as a list gets them: patches in Rust and in C, answers, robust talk. */
export function writeMails(
  world: World,
  dice: Dice,
  { series }: Pick<Diary, 'series'>,
  count: number,
  from = Date.now(),
  step = 100,
): void {
  const list = pick(LISTS, dice);
  const mails = Array.from({ length: count }, () => {
    const n = serial++;
    const isRust = dice(3) === 0;
    const answers = dice(3) === 0 && n > 0;
    const { title, device, author } = describePatch(answers ? n - 1 : n);
    const id = idOf(n);
    if (isRust && !answers)
      series.push({ title, device, author, list, at: from, revisions: [id], outcomes: [], merged: false });
    return makeMail({
      id,
      subject: answers ? `Re: [PATCH] ${title}` : `[PATCH] ${isRust ? title : `net: ${device}: part ${n}`}`,
      ...(answers && { inReplyTo: idOf(n - 1) }),
      ...(!answers && { from: author }),
      ...(isRust && { cc: 'rust-for-linux@vger.kernel.org' }),
      list,
      date: Math.floor((from + n) / 1000),
      body: answers
        ? 'A robust idea.\n'
        : `Why.\n\nSigned-off-by: ${author}\n---\n${isRust ? rustDiff(device) : C_DIFF}`,
    });
  });
  world.lore.publish(list, arriving(mails, from, step));
}

function idOf(n: number): string {
  return `${n}.soak/${n % 7}+${n % 5}@example.org`;
}

/** What is there before anybody looks: hosts of the real world are never empty. */
export function beginWorld(world: World): void {
  const at = Date.now() - 3_600_000;
  world.kernel.release('7.2', 'mainline', undefined, { date: at });
  world.vulns.commit(published('CVE-2026-9999'), at);
  world.releases.push('7.2');
  world.advisories.push('CVE-2026-9999');
  world.kernel.tree.commit({ subject: 'net: gizmo: begin', files: { 'drivers/gizmo.c': 'int x;' }, at });
}

/** Something else than mail, now and then. */
export function makeNews(world: World, dice: Dice, { say, takenOut, published: told }: Diary): void {
  const n = serial++;
  const list = pick(LISTS, dice);
  const acts: readonly (() => void)[] = [
    () => {
      const title = `Rust driver ${n} lands in the Linux kernel`;
      world.articles.push({ title, at: Date.now() });
      told.set(title, Date.now());
    },
    () => {
      const id = `CVE-2026-${10_000 + n}`;
      world.vulns.commit(published(id), Date.now());
      world.advisories.push(id);
      told.set(id, Date.now());
    },
    () => {
      const subject = `rust: gizmo: tree ${n}`;
      const files = { [`rust/kernel/t${n}.rs`]: 'fn x() {}' };
      const id = world.kernel.tree.commit({ subject, files, at: Date.now() });
      world.commits.push(id);
      told.set(id, Date.now());
    },
    () => {
      const version = `8.${n}.1`;
      world.releases.push(version);
      told.set(version, Date.now());
      world.kernel.release(version, 'stable', undefined, { date: Date.now() });
      setTimeout(() => world.kernel.publishLog(version, changelog(version, n)), 20_000).unref();
      say(`release ${version}, its changelog later`);
    },
    () => {
      world.lore.rollOver(list);
      say(`${list}: the next epoch begins`);
    },
    () => {
      const id = world.lore.published(list).at(-(1 + dice(20)));
      if (id === undefined) return;
      takenOut.add(id);
      world.lore.remove(list, id);
      say(`${list}: a mail is removed`);
    },
    () => {
      const id = world.lore.published(list).at(-(1 + dice(20)));
      if (id === undefined || world.lore.epoch(list) === undefined) return;
      takenOut.add(id);
      world.lore.purge(list, id);
      say(`${list}: a mail is purged, history rewritten`);
    },
  ];
  pick(acts, dice)();
}

/** A bad minute: most faults strike once, some stay until `mend`. */
export function breakThings(world: World, dice: Dice, { say }: Diary): void {
  const hosts = [world.lore, world.lore, world.kernel, world.press] as const;
  const host = pick(hosts, dice);
  const faults: readonly Fault[] = [
    { fault: 'cut', after: dice(4000) },
    { fault: 'cut', after: dice(400), times: 3 },
    { fault: 'reset' },
    { fault: 'reply', reply: CHALLENGE, times: 2 },
    { fault: 'reply', reply: { status: 503, headers: { 'retry-after': '5' }, body: 'busy' }, times: 2 },
    { fault: 'reply', reply: { status: 500, body: 'oops' } },
    {
      fault: 'reply',
      reply: { body: '<html><body>maintenance</body></html>', headers: { 'content-type': 'text/html' } },
    },
  ];
  if (dice(6) === 0) {
    const list = pick(LISTS, dice);
    world.lore.breakGit(list);
    setTimeout(() => world.lore.mendGit(list), 90_000).unref();
    say(`${list}: git is broken for a minute and a half`);
    return;
  }
  const fault = pick(faults, dice);
  host.faults.add(fault);
  const where = host === world.press ? 'press' : host === world.kernel ? 'kernel.org' : 'lore';
  say(`${where}: ${fault.fault}${fault.fault === 'reply' ? ` ${fault.reply.status ?? 200}` : ''}`);
}

export function mend(world: World): void {
  for (const host of [world.lore, world.kernel, world.press]) host.faults.clear();
  for (const list of LISTS) world.lore.mendGit(list);
}

function changelog(version: string, n: number): string {
  const commit = (subject: string, k: number): string =>
    `commit ${String(n * 10 + k).padStart(40, 'a')}\nAuthor: Jane Doe <jane@example.org>\nDate:   Mon Nov 2 10:00:00 2026 +0000\n\n    ${subject}\n    \n    commit ${String(n * 10 + k).padStart(40, 'b')} upstream.\n`;
  return [
    commit(`Linux ${version}`, 0),
    commit(`rust: gizmo: mend ${n}`, 1),
    commit(`net: gizmo: mend ${n}`, 2),
  ].join('\n');
}
