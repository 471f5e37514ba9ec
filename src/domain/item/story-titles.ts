export type Titles = {
  /** Every pair that shares a rare word, once, the smaller first. */
  readonly pairs: () => Iterable<readonly [number, number]>;
  /** Whether two titles say much the same. */
  readonly alike: (one: number, other: number) => boolean;
  /** Whether they share more than a word. */
  readonly related: (one: number, other: number) => boolean;
};

/** A word of so many titles is none by which a story is known. */
const RARE = 12;
const MIN_SHARED = 3;
const ALIKE = 0.6;
const MIN_RELATED = 2;
const RELATED = 0.4;
/** Words of every title of this press. */
const COMMON: ReadonlySet<string> = new Set(
  'a an and are as at be been by for from gets has have how in into is it its more new no not now of off on or out over says that the this to up us via was we what when why will with you your linux kernel rust driver drivers support code der die das den dem des ein eine einen für im ist mit nach und von vom wird zum zur le la les des du un une et en est pour dans sur el los las una del y para con por linux-kernel show hn ask tell pdf video'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}.+/_-]{0,60}/gu;
const EASTERN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Which titles speak of the same. Common words and those of many titles do not count. */
export function createTitles(titles: readonly string[]): Titles {
  const words = titles.map(wordsOf);
  const holders = new Map<string, number[]>();
  for (const [at, own] of words.entries()) {
    for (const word of own) {
      const known = holders.get(word);
      if (known) known.push(at);
      else holders.set(word, [at]);
    }
  }
  const isRare = (word: string): boolean => (holders.get(word)?.length ?? 0) <= RARE;
  const rare = words.map((own) => new Set([...own].filter(isRare)));
  const shared = (one: number, other: number): number =>
    [...(rare[one] ?? [])].filter((word) => rare[other]?.has(word)).length;
  /** Of the shorter title's rare words, how many are in both; 0 where they are fewer than `atLeast`. */
  const share = (one: number, other: number, atLeast: number): number => {
    const common = shared(one, other);
    const fewer = Math.min(rare[one]?.size ?? 0, rare[other]?.size ?? 0);
    return common < atLeast ? 0 : common / fewer;
  };
  return {
    pairs: () => pairsOf(holders.values()),
    alike: (one, other) => share(one, other, MIN_SHARED) >= ALIKE,
    related: (one, other) => share(one, other, MIN_RELATED) >= RELATED,
  };
}

function* pairsOf(groups: Iterable<readonly number[]>): Generator<readonly [number, number]> {
  const seen = new Set<string>();
  for (const group of groups) {
    if (group.length > RARE) continue;
    for (const [i, one] of group.entries()) {
      for (const other of group.slice(i + 1)) {
        const pair = `${one} ${other}`;
        if (seen.has(pair)) continue;
        seen.add(pair);
        yield [one, other];
      }
    }
  }
}

/** Words in small letters without what is common; Chinese and Japanese by three characters. */
function wordsOf(title: string): Set<string> {
  const words = new Set<string>();
  for (const [found] of title.slice(0, 300).toLowerCase().matchAll(WORD)) {
    const word = found.replace(/[.+/_-]+$/, '');
    if (EASTERN.test(word)) {
      for (let at = 0; at + 2 < word.length; at++) words.add(word.slice(at, at + 3));
    } else if (word.length > 1 && !COMMON.has(word)) words.add(word);
  }
  return words;
}
