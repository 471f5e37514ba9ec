import { readFileSync } from 'node:fs';
import type { Card, CardStep } from '../../src/domain/card/card.ts';
import { gatherHappenings } from '../../src/domain/compose/happenings.ts';
import type { Store } from '../../src/ports/store.ts';
import { DAY } from '../contracts/item-world.ts';
import { cardsOf, tellAll } from '../domain/card/grown.ts';

const DRIVER = 'hwmon: first Rust driver, for the QTS-75 temperature sensor';
const TOOLCHAIN = 'rust: bump minimum Rust to 1.88 and bindgen to 0.72';
const NACKED = 'rust: dma: who owns the memory of a pool?';
const PULL = 'Rust for 7.1';
const TALK = 'Rust for Linux microconference 2026: call for topics';

export type GalleryCards = Readonly<
  Record<'new' | 'toolchain' | 'reviewed' | 'applied' | 'released' | 'rejected' | 'pull' | 'talk', Card>
> &
  Readonly<Record<'release' | 'advisory' | 'story' | 'commit' | 'hostile', Card>>;

/** A card of every kind; patch sets of the demo world as they stood on several days. */
export function makeCards(store: Store, end: number): GalleryCards {
  const all = tellAll(store, end);
  const at = (days: number) => {
    const until = end - days * DAY;
    // A thread is stored whole: what came later is not known yet.
    const mails = all.happenings.flatMap((one) => one.mails).filter(({ date }) => date <= until);
    const happenings = gatherHappenings(mails, { ...all.story, now: until });
    const cards = cardsOf({ happenings, milestones: tellAll(store, until).milestones });
    return (title: string): Card => {
      const found = cards.find((card) => card.title === title);
      if (found === undefined) throw new Error(`the demo world has no ${title}`);
      return found;
    };
  };
  const atEnd = at(0);
  const toolchain = atEnd(TOOLCHAIN);
  return {
    new: at(33)(DRIVER),
    toolchain: at(10)(TOOLCHAIN),
    reviewed: at(4)(DRIVER),
    applied: atEnd(DRIVER),
    released: { ...toolchain, state: 'released with 7.1', steps: [...toolchain.steps, ...LATER] },
    rejected: atEnd(NACKED),
    pull: atEnd(PULL),
    talk: atEnd(TALK),
    ...itemCards(),
    hostile: hostile(toolchain),
  };
}

const LATER: readonly CardStep[] = [
  {
    key: 'merged',
    word: 'merged',
    text: 'merged into mainline',
    date: '2026-04-14T16:20:00.000Z',
    url: 'https://git.kernel.org/torvalds/c/3f1c9a7e5b2d',
    line: true,
  },
  {
    key: 'released 7.1',
    word: 'released',
    text: 'released with 7.1',
    date: '2026-06-07T20:00:00.000Z',
    url: 'https://www.kernel.org/#7.1',
    line: true,
  },
];

type ItemCards = Pick<GalleryCards, 'release' | 'advisory' | 'story' | 'commit'>;

function itemCards(): ItemCards {
  const cve = 'https://lore.kernel.org/linux-cve-announce/CVE-2026-23987';
  const commit = 'https://git.kernel.org/torvalds/c/8d40b6e2c1fa';
  const press = [
    {
      source: 'Kernel Weekly',
      title: 'Sequence locks come to Rust',
      url: 'https://press.example.org/seqlock',
    },
    { source: 'The Patch Post', title: 'Rust in the kernel gets SeqLock', url: 'https://post.example.org/1' },
  ];
  return {
    release: like('release', 'https://www.kernel.org/#7.1', '2026-06-07T20:00:00.000Z', {
      id: '7.1',
      title: 'Linux 7.1',
      facts: [
        '214 of 14,512 commits about Rust',
        '482 files, 98,213 lines of Rust',
        'rust: bump `RUSTC_MIN_VERSION` to 1.88',
        'rust: sync: add `SeqLock`',
        'hwmon: add a driver for the QTS-75',
        'and 211 more',
      ],
    }),
    advisory: like('advisory', cve, '2026-03-27T09:00:00.000Z', {
      id: 'CVE-2026-23987',
      title: 'CVE-2026-23987: rust_binder: fix a race in the death list',
      areas: ['android/binder'],
      facts: ['CVSS 7.8 high', 'fixed in 6.18.20, 6.19.10', 'introduced in 6.18'],
      press: [],
    }),
    story: like('story', press[0]?.url ?? '', '2026-03-28T00:00:00.000Z', {
      id: press[0]?.url ?? '',
      title: press[0]?.title ?? '',
      author: { name: 'Kernel Weekly', email: '' },
      press,
    }),
    commit: like('commit', commit, '2026-03-29T10:00:00.000Z', {
      id: '8d40b6e2c1fa'.padEnd(40, '0'),
      title: 'rust: sync: add `SeqLock`',
      author: { name: 'Mireille Castelnau', email: 'mireille@castelnau.example.org' },
      areas: ['sync'],
      facts: ['commit 8d40b6e2c1fa', '3 files', 'in 7.0-rc6'],
    }),
  };
}

/** A card as the composer makes it, about something else. */
function like(
  kind: 'release' | 'advisory' | 'story' | 'commit',
  url: string,
  date: string,
  fields: object,
): Card {
  const made: Card = JSON.parse(
    readFileSync(new URL(`../fixtures/card/${kind}.json`, import.meta.url), 'utf8'),
  );
  const evidence = [{ rule: 'affected-file', where: 'files' as const, text: 'rust/kernel/sync/seqlock.rs' }];
  const sources = ['Kernel Weekly', 'The Patch Post'];
  const steps = made.steps.map((step, at) => ({
    ...step,
    url,
    date,
    text: step.text.startsWith('reported by') ? `reported by ${sources[at]}` : step.text,
  }));
  return { ...made, url, date, steps, evidence, ...fields };
}

/** All that makes trouble in chat, 2,000 characters of it, in every place where a stranger's words stand. */
function hostile(card: Card): Card {
  const words =
    '<!channel> @everyone <@U0123> </b> `rm -rf` *bold* _it_ ~no~ ||spoiler|| [click](https://evil.example.com) :skull: \u202egnp.exe\u202c\u200b &amp; > # ';
  const title = words.repeat(Math.ceil(2000 / words.length)).slice(0, 2000);
  return {
    ...card,
    id: 'hostile@example.org',
    title,
    state: '',
    author: { name: '*Mallory* <!here> @everyone', email: 'mallory@example.org' },
    areas: ['a*b_c`d'],
    facts: ['1 patch', '<b>1 file</b>'],
    tags: [{ name: 'Reviewed-by', by: ['@everyone', '<!channel>'] }],
    milestones: [],
    steps: card.steps.slice(0, 1).map((step) => ({ ...step, text: '`v1` <!here> *1 patch*' })),
  };
}
