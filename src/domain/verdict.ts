export const CATEGORIES = [
  'code',
  'build',
  'docs',
  'maintainers',
  'discussion',
  'prereq',
  'cc-only',
  'incidental',
  'none',
] as const;
/** How a message is about the topic, strongest first. */
export type Category = (typeof CATEGORIES)[number];

export type Relevant = 'yes' | 'weak' | 'no';

/** One reason for a verdict: the rule, the part of the message it looked at, the words it saw. */
export type Evidence = { readonly rule: string; readonly where: string; readonly text: string };

export type Verdict = {
  readonly category: Category;
  readonly relevant: Relevant;
  /** 0..1 */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
};

/** `yes` for what a reader of the topic wants, `weak` for what only stands near it. */
export function relevanceOf(category: Category): Relevant {
  switch (category) {
    case 'code':
    case 'build':
    case 'docs':
    case 'maintainers':
    case 'discussion':
      return 'yes';
    case 'prereq':
    case 'cc-only':
      return 'weak';
    case 'incidental':
    case 'none':
      return 'no';
  }
}
