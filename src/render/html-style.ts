// Mail clients drop <style>, so what matters is written inline; <style> adds the dark side and the phone.

type Paint = { readonly light: string; readonly dark: string };

/** The colours of the page. Text on `page` and `card` keeps a contrast of 4.5:1 in both schemes. */
export const COLORS = {
  page: { light: '#f3f0ea', dark: '#121417' },
  card: { light: '#ffffff', dark: '#1b1e23' },
  ink: { light: '#1d2126', dark: '#e7e9ec' },
  muted: { light: '#59606a', dark: '#a7afb9' },
  accent: { light: '#9a3b12', dark: '#f0a478' },
  link: { light: '#0b4b86', dark: '#93c7ff' },
  rule: { light: '#e4dfd6', dark: '#333840' },
  bar: { light: '#d9a58c', dark: '#7a4a33' },
} as const satisfies Record<string, Paint>;

export type ColorName = keyof typeof COLORS;

/** Badges: the ink on its own ground. */
export const BADGES = {
  plain: { ink: { light: '#3b424b', dark: '#d3d8de' }, ground: { light: '#eceef1', dark: '#2e333a' } },
  good: { ink: { light: '#14532d', dark: '#a6e9bb' }, ground: { light: '#dcf2e2', dark: '#143821' } },
  calm: { ink: { light: '#0b4576', dark: '#b4daff' }, ground: { light: '#e0ecf9', dark: '#123250' } },
  warn: { ink: { light: '#6a4500', dark: '#ffdf9e' }, ground: { light: '#fbecc9', dark: '#423008' } },
  bad: { ink: { light: '#8a1c12', dark: '#ffc4bd' }, ground: { light: '#fce4e1', dark: '#4b1a14' } },
} as const satisfies Record<string, { readonly ink: Paint; readonly ground: Paint }>;

export type BadgeName = keyof typeof BADGES;

export const SANS = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
export const SERIF = "'Iowan Old Style',Charter,Georgia,'Times New Roman',serif";

/** Attributes of an element whose text has this colour. */
export function inked(color: ColorName, css = ''): string {
  return `class="${color}" style="color:${COLORS[color].light}${css === '' ? '' : `;${css}`}"`;
}

/** Attributes of an element whose ground has this colour; `bgcolor` is for clients that know no CSS. */
export function grounded(color: ColorName, css = '', classes = ''): string {
  const names = classes === '' ? `on-${color}` : `on-${color} ${classes}`;
  const { light } = COLORS[color];
  return `class="${names}" bgcolor="${light}" style="background:${light}${css === '' ? '' : `;${css}`}"`;
}

/** Attributes of an element with a line above it. */
export function ruled(css: string): string {
  return `class="rule" style="border-top:1px solid ${COLORS.rule.light};${css}"`;
}

/** A short word on a ground of its own; `escaped` is HTML already. */
export function badge(name: BadgeName, escaped: string): string {
  const { ink, ground } = BADGES[name];
  const box = 'border-radius:4px;padding:1px 7px;font-size:12px;line-height:18px;font-weight:600';
  const look = `background:${ground.light};color:${ink.light};${box};display:inline-block`;
  return `<span class="b-${name}" style="${look}">${escaped}</span>`;
}

function darkRules(): string[] {
  const inks = Object.entries(COLORS).flatMap(([name, { dark }]) => [
    `.${name}{color:${dark}!important}`,
    `.on-${name}{background:${dark}!important}`,
  ]);
  const badges = Object.entries(BADGES).map(
    ([name, { ink, ground }]) =>
      `.b-${name}{background:${ground.dark}!important;color:${ink.dark}!important}`,
  );
  return [...inks, `.rule{color:inherit!important;border-color:${COLORS.rule.dark}!important}`, ...badges];
}

/** The style sheet: what inline styles can not say. */
export function styleSheet(): string {
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    'a:hover{text-decoration:underline!important}',
    'summary{cursor:pointer}',
    'summary::-webkit-details-marker{display:none}',
    '@media (max-width:640px){',
    '.outer{padding:0!important}',
    '.pad{padding:24px 18px!important;border-radius:0!important}',
    '.news{font-size:25px!important}',
    '}',
    '@media (prefers-color-scheme:dark){',
    ...darkRules(),
    '}',
  ].join('\n');
}
