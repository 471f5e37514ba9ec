import type { RelevanceRule } from '../../../../src/domain/relevance/rule.ts';
import { diffOf } from './example.ts';
import { PEOPLE } from './places.ts';
import { titled } from './words.ts';

export const MAINTAINERS_RULES: readonly RelevanceRule[] = [
  {
    id: 'rust-maintainers',
    summary: 'The diff changes a Rust line or entry of MAINTAINERS or .mailmap.',
    category: 'maintainers',
    confidence: 0.99,
    witness: {
      any: [
        { in: 'changes', path: PEOPLE, words: /\brust\b|\.rs\b|rust\/|\bRUST\b/ },
        { all: [titled, { in: 'files', path: PEOPLE }] },
      ],
    },
    examples: {
      yes: [
        { subject: '[PATCH] MAINTAINERS: add reviewer', body: diffOf('MAINTAINERS', ' X', '+RUST [PWM]') },
        { subject: '[PATCH] MAINTAINERS: pwm', body: diffOf('MAINTAINERS', ' X', '+F:\trust/kernel/pwm.rs') },
      ],
      no: [
        {
          subject: '[PATCH] MAINTAINERS: add reviewer',
          body: diffOf('MAINTAINERS', ' RUST', '+TRUSTED KEYS'),
        },
      ],
    },
  },
];
