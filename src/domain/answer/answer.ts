import type { Card } from '../card/card.ts';
import type { Digest } from '../digest.ts';
import type { ChartMeasure, StatsReport } from '../stats/stats.ts';
import type { Ask } from './ask.ts';

/** Words on a line; hostile: a platform escapes, cleans and bounds them for its place. No line breaks. */
export type Span =
  | string
  | {
      readonly text: string;
      readonly url?: string | undefined;
      readonly style?: 'strong' | 'code' | 'quiet' | undefined;
    };
export type Line = readonly Span[];

/** Something that can be pressed: it asks something more, or leads to a page. At most 40 characters. */
export type AnswerButton = {
  readonly label: string;
  readonly style?: 'primary' | 'danger' | undefined;
} & ({ readonly ask: Ask } | { readonly url: string });

/** One of several things of a kind: a hit, a series, a subscription. */
export type AnswerEntry = {
  readonly title: Line;
  readonly lines: readonly Line[];
  /** At most three. */
  readonly buttons?: readonly AnswerButton[] | undefined;
};

export type AnswerPart =
  | { readonly what: 'text'; readonly lines: readonly Line[] }
  /** Lines as they are, each letter as wide as any other: a filter with the mark below its mistake. */
  | { readonly what: 'code'; readonly text: string }
  /** `place`: canonical text of the target that it names; a platform may show its name instead. */
  | { readonly what: 'heading'; readonly text: string; readonly place?: string | undefined }
  | { readonly what: 'entries'; readonly entries: readonly AnswerEntry[] }
  /** A short word and what is to be said of it: two columns. */
  | {
      readonly what: 'facts';
      readonly facts: readonly { readonly label: string; readonly value: Line }[];
    }
  /** `why`: with its evidence. */
  | { readonly what: 'card'; readonly card: Card; readonly why: boolean }
  | { readonly what: 'digest'; readonly digest: Digest; readonly url: string | undefined }
  | { readonly what: 'chart'; readonly report: StatsReport; readonly measure: ChartMeasure };

/** What somebody is answered: neutral, platforms render it. It goes between threads: plain data. */
export type Answer = {
  /** `wrong`: it was mistyped, or may not be; `done`: something was changed. */
  readonly tone: 'told' | 'done' | 'wrong';
  /** One line, at most 150 characters: what it is about, or all there is to say. */
  readonly title: string;
  readonly parts: readonly AnswerPart[];
  /** Below it all; at most five. */
  readonly buttons: readonly AnswerButton[];
  /** Of a long answer: which page this is, from 0, and whether there is one more. `of`: how many, where that is known. */
  readonly page?:
    | { readonly at: number; readonly more: boolean; readonly of?: number | undefined }
    | undefined;
  /** What was asked: pages turn and share by it. */
  readonly ask: Ask;
};
