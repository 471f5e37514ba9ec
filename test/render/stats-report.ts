import { countStats } from '../../src/domain/stats/count.ts';
import { monthStart } from '../../src/domain/stats/months.ts';
import type { StatsReport } from '../../src/domain/stats/stats.ts';
import { between, makeRow, makeSeries } from '../domain/stats/rows.ts';

const AREAS = ['net', 'core', 'drm/nova', 'gpio', 'docs', 'build', 'pci', 'block', 'fs'];
const PEOPLE = ['Ada Holm', 'Bo Lind', 'Cy Ford', 'Dé Ng', '柳 文博'].map((name, i) => ({
  name,
  email: `${i}@example.org`,
}));

/** Made-up stats of so many months up to April 2026, of which only a part was read; the same at every call. */
export function makeReport(months: number, fields: Partial<StatsReport> = {}): StatsReport {
  const newest = Date.parse('2026-04-17T10:00Z');
  const since = monthStart(newest, 1 - months);
  const until = monthStart(newest, 1);
  const days = Math.floor((newest - since) / 86_400_000);
  const rows = Array.from({ length: Math.min(4000, months * 20) }, (_, i) => {
    const day = (i * i * 7 + i * 13) % days;
    const at = new Date(since + day * 86_400_000).toISOString();
    const by = PEOPLE[(Math.floor((day / days) * 3) + (i % 3)) % PEOPLE.length];
    const area = AREAS[Math.floor(((i * 31) % 97) ** 2 / 1100)];
    return makeRow({
      id: `${i}@a`,
      at,
      kind: i % 3 === 0 ? 'reply' : 'patch',
      ...(by && { by }),
      areas: area === undefined || i % 11 === 0 ? [] : [area],
      ...(i % 3 === 0 && { to: `${i + 1}@a`, tags: ['Reviewed-by: Cy Ford <2@example.org>'] }),
    });
  });
  const series = rows
    .filter((_, i) => i % 9 === 1)
    .map(({ date, areas }) => {
      const at = new Date(date).toISOString();
      return makeSeries({ posted: [at], areas, landed: date % 7 === 0 ? [at] : [] });
    });
  const span = { since: Date.parse('2000-01-01'), until: newest };
  const options = between(new Date(since).toISOString(), new Date(until).toISOString(), {
    span,
    read: () => 217,
  });
  return {
    ...countStats(rows, series, options),
    topic: 'Rust',
    title: 'Rust in the kernel',
    filter: null,
    notes: ['The newest mail read is of 2026-04-17: the rest of the period was not read.'],
    ...fields,
  };
}

const HOSTILE = '</text><script>alert(1)</script>"\'&]]>\u001b[31m\u202e\u0000\ufffe<!--';

/** Every word of it by somebody who means ill. */
export function makeHostileReport(): StatsReport {
  const evil = { name: HOSTILE, email: 'evil@example.org' };
  const rows = [
    makeRow({ id: '1@a', at: '2026-03-01', by: evil, areas: [HOSTILE] }),
    makeRow({ id: '2@a', at: '2026-03-02', by: evil, areas: ['\u001b]0;owned\u0007'] }),
    makeRow({ id: '3@a', at: '2026-03-03', kind: 'reply', to: '1@a', tags: [`Acked-by: ${HOSTILE} <x@y>`] }),
  ];
  return {
    ...countStats(rows, [], between('2026-03-01', '2026-04-01')),
    topic: HOSTILE,
    title: HOSTILE,
    filter: HOSTILE.repeat(50),
    notes: [HOSTILE],
  };
}
