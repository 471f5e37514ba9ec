import { describe, expect, it } from 'vitest';
import { COLORS } from '../../src/render/html-style.ts';
import { BARS, GROUND, REST } from '../../src/render/stats-style.ts';

type Rgb = readonly [number, number, number];

/** Linear light, 0..1 (IEC 61966-2-1). */
function light(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((hex) => {
    const [red, green, blue] = light(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  });
  return Math.max(a ?? 1, b ?? 1) / Math.min(a ?? 1, b ?? 1);
}

/** How colours look: Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES: Readonly<Record<string, readonly Rgb[]>> = {
  'all three cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red ones': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green ones': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue ones': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Björn Ottosson's Oklab. */
function oklab([red, green, blue]: Rgb): Rgb {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

function seen(hex: string, eyes: readonly Rgb[]): Rgb {
  const [red, green, blue] = light(hex);
  const [a = 0, b = 0, c = 0] = eyes.map((row) =>
    Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue)),
  );
  return oklab([a, b, c]);
}

describe.each(['light', 'dark'] as const)('on %s ground', (scheme) => {
  const bars = [...BARS, REST].map((paint) => paint[scheme]);

  it('every bar stands out 3:1, every word 4.5:1', () => {
    for (const bar of bars) expect(contrast(bar, GROUND[scheme]), bar).toBeGreaterThanOrEqual(3);
    for (const ink of [COLORS.ink, COLORS.muted]) {
      expect(contrast(ink[scheme], GROUND[scheme])).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('the lines of the grid stay behind the bars', () => {
    expect(contrast(COLORS.rule[scheme], GROUND[scheme])).toBeLessThan(2);
  });

  it.each(Object.entries(EYES))('no two bars look the same to eyes with %s', (_, eyes) => {
    bars.forEach((one, at) => {
      for (const other of bars.slice(at + 1)) {
        const [a, b] = [seen(one, eyes), seen(other, eyes)];
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        expect(distance, `${one} and ${other}`).toBeGreaterThan(0.08);
      }
    });
  });
});
