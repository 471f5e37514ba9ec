import type { Advisory } from '../../domain/item/advisory.ts';
import { at, listAt, textAt } from './shape.ts';

export type Score = NonNullable<Advisory['score']>;

/** Newest scheme first: where a record has several, they are told apart by nothing else. */
const SCHEMES = ['cvssV4_0', 'cvssV3_1', 'cvssV3_0', 'cvssV2_0'] as const;
/** From which base score on it is called what: CVSS v3.1 and v4.0, qualitative severity rating scale. */
const SCALE = [
  [9, 'CRITICAL'],
  [7, 'HIGH'],
  [4, 'MEDIUM'],
  [0.1, 'LOW'],
  [0, 'NONE'],
] as const;

/** The score in the `metrics` of containers, the first container that has one; undefined where none has. */
export function readScore(containers: readonly unknown[]): Score | undefined {
  for (const container of containers) {
    const metrics = listAt(container, 50, 'metrics');
    for (const scheme of SCHEMES) {
      for (const metric of metrics) {
        const told = at(metric, scheme);
        const score = toScore(
          at(told, 'baseScore'),
          textAt(told, 'baseSeverity'),
          textAt(told, 'vectorString'),
        );
        if (score) return score;
      }
    }
  }
  return undefined;
}

/** A score out of what was written; undefined where that is none (0 to 10). */
export function toScore(
  base: unknown,
  severity: string | undefined,
  vector: string | undefined,
): Score | undefined {
  if (typeof base !== 'number' || !(base >= 0 && base <= 10)) return undefined;
  const named =
    severity !== undefined && /^[A-Za-z]{1,20}$/.test(severity) ? severity.toUpperCase() : undefined;
  return {
    base,
    severity: named ?? SCALE.find(([from]) => base >= from)?.[1] ?? 'NONE',
    vector: vector !== undefined && /^[\w:./()-]{1,300}$/.test(vector) ? vector : undefined,
  };
}
