import type { Significance } from '../milestone/milestone.ts';

/** Words of an article, and what they are to be found in and what not. Every pattern is written by us. */
export type WordRule = {
  readonly id: string;
  /** What the words say, in a sentence. */
  readonly summary: string;
  readonly words: RegExp;
  readonly examples: { readonly yes: readonly string[]; readonly no: readonly string[] };
};

/** A milestone that an article reports. */
export type ArticleFinding = {
  readonly id: string;
  /** Id of a milestone type of the topic. */
  readonly type: string;
  /** Looked for in the title and in the first sentences. */
  readonly words: RegExp;
  /** With what the words captured: `Minimum toolchain raised: rustc {version}`; `{title}` is the article's own. */
  readonly title: string;
  /** As the type's own proofs make it, so that article and mails tell one happening. */
  readonly key?: string;
  /** Where the report weighs other than a minor one. */
  readonly significance?: Significance;
  readonly examples: {
    readonly yes: readonly { readonly text: string; readonly title: string }[];
    readonly no: readonly string[];
  };
};

/** How an article is seen to be about the topic: it names the topic, and the place where that matters. */
export type ArticleRules = {
  /** What looks like the topic or the place and is neither; taken out before anything is looked for. */
  readonly notMeant: readonly WordRule[];
  /** Another matter of the same name: an article that names it, and never the topic for sure, is about that. */
  readonly otherMatter: readonly WordRule[];
  /** The topic, in words that nothing else goes by. */
  readonly sure: readonly WordRule[];
  /** The topic. */
  readonly topic: readonly WordRule[];
  /** The place: the kernel. */
  readonly place: readonly WordRule[];
  /** Names that say both at once. */
  readonly both: readonly WordRule[];
  readonly areas: readonly { readonly area: string; readonly words: RegExp }[];
  readonly findings: readonly ArticleFinding[];
  /** A sentence with it tells of plans and maybes, not of what happened. */
  readonly unsettled: WordRule;
};
