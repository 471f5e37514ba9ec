import { toMessageId } from '../domain/ids.ts';
import type { Article } from '../domain/item/article.ts';
import type { Commit } from '../domain/item/commit.ts';
import type { Item } from '../domain/item/item.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DRIVER = 'demo-driver@example.org';

/** What the made-up world publishes beside mail in its last week: a stable release, a CVE, and the press. `end` in ms. */
export function makeBeside(end: number): Item[] {
  const version = '9.4.3';
  const released = end - 2 * DAY;
  return [
    commit(1, 'rust: gpio: do not free a line twice', version, released),
    commit(2, 'rust: sync: fix a typo in an example', version, released),
    commit(3, 'net: count what was dropped', version, released),
    {
      kind: 'release',
      id: version,
      moniker: 'stable',
      date: released,
      eol: false,
      changelog: undefined,
      url: 'https://kernel.example.org/9.4.3',
      log: { commits: 212, about: [] },
    },
    {
      kind: 'advisory',
      id: 'CVE-2031-10234',
      state: 'published',
      title: 'rust: gpio: do not free a line twice',
      description: 'A line that two drivers had asked for was freed by each of them.',
      files: ['drivers/gpio/gpio_halo.rs'],
      fixes: [{ commit: oid(1), version }],
      introduced: ['9.2'],
      score: { base: 5.5, severity: 'MEDIUM', vector: undefined },
      published: released + 20 * HOUR,
      updated: undefined,
      url: 'https://cve.example.org/CVE-2031-10234',
    },
    article('press', 'The kernel gets a GPIO driver in Rust', end - 3 * DAY),
    article('weekly', 'GPIO driver in Rust lands in the Linux kernel', end - 2 * DAY),
    article('weekly', 'A web server, rewritten in Rust', end - 2 * DAY),
  ];
}

function oid(n: number): string {
  return String(n).repeat(40);
}

function commit(n: number, subject: string, release: string, date: number): Commit {
  return {
    kind: 'commit',
    id: oid(n),
    subject,
    author: { name: 'Nadia Okafor', email: 'nadia@example.org' },
    date: date - 9 * DAY,
    committed: undefined,
    body: `[ Upstream commit ${oid(n + 4)} ]\n\nMade up.`,
    merge: false,
    upstream: oid(n + 4),
    links: [toMessageId(`demo-${n}@example.org`)].filter((id) => id !== undefined),
    files: undefined,
    tree: 'linux-9.4.y',
    release,
  };
}

function article(source: string, title: string, date: number): Article {
  const url = `https://${source}.example.org/${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  return {
    kind: 'article',
    id: url,
    source,
    title,
    url,
    discussion: undefined,
    date,
    author: undefined,
    text: `${title}. That is all that this made-up press has to say.`,
    language: 'en',
    restricted: false,
    // Both tell of one driver by its mail.
    links: title.includes('GPIO') ? [`https://lore.kernel.org/rust-for-linux/${DRIVER}/`] : [],
  };
}
