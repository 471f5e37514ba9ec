import { nearest } from '../filter/nearest.ts';

/** Names that the platform still spells as they were, and how they are spelled now (IANA `backward`). */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,39}$/;
/** `CST` is Chicago, Shanghai and Havana. */
const ABBREVIATION = /^[A-Za-z]{1,4}$/;

/**
 * The IANA zone that is meant, in its one spelling: `UTC`, `Europe/Berlin`. Else a sentence with the nearest name, if
 * there is one.
 */
export function readZone(text: string): { readonly zone: string } | { readonly wrong: string } {
  const typed = text.trim().replace(/\s{1,9}/g, '_');
  const found = NAME.test(typed) ? resolve(typed) : undefined;
  if (found !== undefined && (found === 'UTC' || typed.includes('/'))) return { zone: found };
  const shown = typed.slice(0, 40);
  if (ABBREVIATION.test(typed)) {
    return {
      wrong: `\`${shown}\` is not the name of one time zone; name one by a city, as Europe/Berlin does, or UTC`,
    };
  }
  const near = found ?? nearestZone(typed);
  const hint = near === undefined ? 'names are like Europe/Berlin or UTC' : `did you mean ${near}?`;
  return { wrong: `there is no time zone \`${shown}\`; ${hint}` };
}

function resolve(name: string): string | undefined {
  try {
    return renamed(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return undefined;
  }
}

function renamed(name: string): string {
  return RENAMED[name] ?? name;
}

function nearestZone(typed: string): string | undefined {
  const names = Intl.supportedValuesOf('timeZone').map(renamed);
  const city = typed.slice(typed.lastIndexOf('/') + 1);
  const cities = new Map(names.map((name) => [name.slice(name.lastIndexOf('/') + 1), name]));
  const nearCity = nearest(city, [...cities.keys()]);
  const byCity = nearCity === undefined ? undefined : cities.get(nearCity);
  return typed.includes('/') ? (nearest(typed, names) ?? byCity) : byCity;
}
