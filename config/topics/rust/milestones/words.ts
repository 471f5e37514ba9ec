import type { Witness } from '../../../../src/domain/relevance/rule.ts';
import { titled } from '../relevance/words.ts';

/** A cover letter, or a patch sent alone: its title speaks for all of the change. */
export const whole: Witness = { in: 'posting', whole: true };
export const cover: Witness = { in: 'kind', kinds: ['cover'] };

export const titledWhole: Witness = { all: [whole, titled] };

/** A title that mends, tests, documents or takes back what is there already. */
export const mends: Witness = {
  in: 'subject',
  words:
    /\b(?:fix(?:es|ed|up|ups)?|avoid|correct|revert|reverts|warnings?|workarounds?|work around|typos?|clean ?-?ups?|document|documentation|docs|tests?|selftests?|incompatible|refactor|rename|simplif(?:y|ies)|remove|drop|disable|deprecate)\b/i,
};

/** Rust code that is added somewhere below this path is no kernel code, or has its place already. */
export const KERNEL_DIRS =
  'arch|block|certs|crypto|drivers|fs|init|io_uring|ipc|kernel|lib|mm|net|security|sound|virt';
