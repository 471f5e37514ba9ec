/** Words of a filter, and the cadence that stood behind them; undefined where there was none. */
export type Split = { readonly filter: string; readonly cadence: string | undefined };

type Word = { readonly text: string; readonly at: number };

const QUOTES = '"“”„';
const DEFAULT_TIME = '09:00';
const DEFAULT_DAY = 'MON';

/**
 * Cuts `area:drm weekly MON 09:00 Europe/Berlin` into its filter and its cadence. A cadence ends the words: `now` as the
 * last of them, `daily` with a time behind it or nothing, `weekly` with a day or nothing. What is quoted is the filter's.
 */
export function splitCadence(text: string): Split {
  const words = wordsOutsideQuotes(text);
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at];
    if (word === undefined || !beginsCadence(word.text, words[at + 1]?.text)) continue;
    return { filter: text.slice(0, word.at).trim(), cadence: text.slice(word.at).trim() };
  }
  return { filter: text.trim(), cadence: undefined };
}

/**
 * One cadence out of what was given: with `time` ("09:00", "MON 09:00") and `zone` where it lacks them; a zone alone
 * completes a cadence without one. `daily` and `weekly` alone mean nine o'clock, on Mondays.
 */
export function completeCadence(
  cadence: string | undefined,
  time: string | undefined,
  zone: string | undefined,
): string | { readonly wrong: string } {
  const given = cadence?.trim() || 'now';
  const [kind = '', ...rest] = given.split(/\s+/);
  const clock = time?.trim() ?? '';
  const place = zone?.trim() ?? '';
  const lower = kind.toLowerCase();
  if (lower !== 'daily' && lower !== 'weekly') {
    if (clock !== '') return { wrong: 'a time goes with `daily` and `weekly`; `now` is told as it happens' };
    return given;
  }
  if (rest.length > 0 && clock !== '')
    return { wrong: `the cadence \`${given.slice(0, 60)}\` has its time already; leave out the other one` };
  const when = rest.length > 0 ? rest : clock === '' ? [] : clock.split(/\s+/);
  const full = lower === 'weekly' ? withDay(when) : when.length === 0 ? [DEFAULT_TIME] : when;
  const least = lower === 'weekly' ? 2 : 1;
  // Behind the time stands a zone already.
  const isZoned = full.length > least;
  return [kind, ...full, ...(place === '' || isZoned ? [] : [place])].join(' ');
}

function withDay(when: readonly string[]): readonly string[] {
  const [first, ...rest] = when;
  if (first === undefined) return [DEFAULT_DAY, DEFAULT_TIME];
  if (/^\d/.test(first)) return [DEFAULT_DAY, first, ...rest];
  return rest.length === 0 && isWeekday(first) ? [first, DEFAULT_TIME] : when;
}

function beginsCadence(word: string, next: string | undefined): boolean {
  switch (word.toLowerCase()) {
    case 'now':
      return next === undefined;
    case 'daily':
      return next === undefined || /^\d/.test(next);
    case 'weekly':
      return next === undefined || isWeekday(next);
    default:
      return false;
  }
}

function isWeekday(text: string): boolean {
  return /^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$/i.test(text);
}

function wordsOutsideQuotes(text: string): Word[] {
  const words: Word[] = [];
  let isQuoted = false;
  let at = -1;
  for (let place = 0; place <= text.length; place++) {
    const char = text.charAt(place);
    const isEnd = char === '' || (!isQuoted && /\s/.test(char));
    if (isEnd) {
      if (at >= 0) words.push({ text: text.slice(at, place), at });
      at = -1;
      continue;
    }
    if (at < 0) at = place;
    if (char === '\\') place++;
    else if (QUOTES.includes(char)) isQuoted = !isQuoted;
  }
  return words;
}
