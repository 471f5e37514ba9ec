// The colours of the chart of `stats`: told apart with any kind of colour vision, on light ground and dark.
import { COLORS } from './html-style.ts';

type Paint = { readonly light: string; readonly dark: string };

/** Of the areas, the largest first; each has a contrast of 3:1 with the ground, for no bar may vanish. */
export const BARS: readonly Paint[] = [
  { light: '#216fc2', dark: '#43aaf6' },
  { light: '#ad5328', dark: '#c47a1c' },
  { light: '#084336', dark: '#7fe3b4' },
  { light: '#86587d', dark: '#8d6689' },
  { light: '#b0861a', dark: '#cdb04a' },
  { light: '#5a3d87', dark: '#c6c7fa' },
];
/** Of what is left. */
export const REST: Paint = { light: '#8b9199', dark: '#868e99' };
export const GROUND: Paint = COLORS.card;
const INK = COLORS.ink;
const MUTED = COLORS.muted;
const RULE = COLORS.rule;

/** Sizes of text in units of the picture: a narrow screen shows the picture at half its size. */
export const FONT = { wide: 13, narrow: 20, title: 20, narrowTitle: 28 } as const;
/** From this width of the picture down, a screen is narrow (CSS pixels). */
const NARROW = 520;

/** The font that comes with the program, for pictures. */
export const PICTURE_FONT = 'DejaVu Sans';

const NAMED: readonly (readonly [string, Paint])[] = [
  ['ground', GROUND],
  ['ink', INK],
  ['muted', MUTED],
  ['rule', RULE],
  ['rest', REST],
  ...BARS.map((paint, at): [string, Paint] => [`bar${at}`, paint]),
];

function variables(scheme: keyof Paint): string {
  return NAMED.map(([name, paint]) => `--${name}:${paint[scheme]}`).join(';');
}

/** `fill` twice: programs that do not know variables take the first. */
function filled(name: string, paint: Paint): string {
  return `fill:${paint.light};fill:var(--${name})`;
}

/** The same for programs that draw a picture once: light, of one width, in one font, without variables. */
export function pictureStyle(root: string): string {
  const at = (selector: string, css: string) => `.${root} ${selector}{${css}}`;
  return [
    at('text', `font-size:${FONT.wide}px;font-family:'${PICTURE_FONT}';fill:${MUTED.light}`),
    at('.title', `font-size:${FONT.title}px;font-weight:bold;fill:${INK.light}`),
    at('.label', `fill:${INK.light}`),
    at('.ground', `fill:${GROUND.light}`),
    at('.line', `fill:none;stroke:${RULE.light}`),
    at('.axis', `fill:none;stroke:${MUTED.light}`),
    at('.hatch', `fill:none;stroke-width:2;stroke:${GROUND.light}`),
    at('.hit', 'fill:none'),
    ...BARS.map((paint, rank) => at(`.bar${rank}`, `fill:${paint.light}`)),
    at('.rest', `fill:${REST.light}`),
    at('.narrow', 'display:none'),
  ].join('\n');
}

/** The style sheet; everything in it is for the picture alone, wherever it stands. */
export function chartStyle(root: string): string {
  const at = (selector: string, css: string) => `.${root} ${selector}{${css}}`;
  return [
    `.${root}{color-scheme:light dark;${variables('light')}}`,
    `@media (prefers-color-scheme:dark){.${root}{${variables('dark')}}}`,
    at(
      'text',
      `font:${FONT.wide}px system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;unicode-bidi:isolate;${filled('muted', MUTED)}`,
    ),
    at('.title', `font-size:${FONT.title}px;font-weight:600;${filled('ink', INK)}`),
    at('.label', filled('ink', INK)),
    at('.ground', filled('ground', GROUND)),
    at('.line', `fill:none;stroke:${RULE.light};stroke:var(--rule)`),
    at('.axis', `fill:none;stroke:${MUTED.light};stroke:var(--muted)`),
    at('.hatch', `fill:none;stroke-width:2;stroke:${GROUND.light};stroke:var(--ground)`),
    at('.hit', 'fill-opacity:0'),
    at('.hit:hover', 'fill:#808080;fill-opacity:.16'),
    ...BARS.map((paint, rank) => at(`.bar${rank}`, filled(`bar${rank}`, paint))),
    at('.rest', filled('rest', REST)),
    at('.narrow', 'display:none'),
    `@media (max-width:${NARROW}px){`,
    at('text', `font-size:${FONT.narrow}px`),
    at('.title', `font-size:${FONT.narrowTitle}px`),
    at('.wide', 'display:none'),
    at('.narrow', 'display:inline'),
    '}',
  ].join('\n');
}
