/** What completes an option while somebody types it. */
export const SUGGESTIONS = [
  'filter',
  'series',
  'subscription',
  'cadence',
  'zone',
  'release',
  'milestone',
] as const;
export type Suggested = (typeof SUGGESTIONS)[number];

export type OptionSpec = {
  /** Small letters and `-`, at most 32. */
  readonly name: string;
  /** At most 100 characters. */
  readonly summary: string;
  /** `flag`: set or not. */
  readonly kind: 'text' | 'number' | 'flag';
  /** All that can stand there; at most 25. */
  readonly choices?: readonly string[];
  readonly required?: true;
  readonly suggests?: Suggested;
};

/** A field of the form that is opened where a command is called without words. */
export type FieldSpec = {
  /** The option that it fills. */
  readonly option: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters: an example of what can stand there. */
  readonly hint: string;
  readonly choices?: readonly string[];
  readonly required?: true;
};

/** What a command is called and takes: help, completion and the platforms' own declarations are made from it. */
export type CommandSpec = {
  /** Small letters, at most 32. */
  readonly name: string;
  /** At most 100 characters. */
  readonly summary: string;
  /** More of it, for its help: a few sentences. */
  readonly detail: string;
  readonly options: readonly OptionSpec[];
  /** The option that gets the words which stand without a name. */
  readonly rest?: string;
  /** Whether it changes what a place is told: only for those who may manage the place. */
  readonly manages: boolean;
  /** What it shows depends on what who asks may, though it changes nothing. */
  readonly rights?: true;
  /** Opened where it is called with no options at all; at most five fields. */
  readonly form?: { readonly title: string; readonly send: string; readonly fields: readonly FieldSpec[] };
  /** As words behind the program's name: `subscribe milestone:any now`. Each is run by a test. */
  readonly examples: readonly string[];
  /** Not shown in help, not declared: buttons lead to it. */
  readonly hidden?: true;
};

/** Every command that tells something takes it: the answer is for everybody in the place. */
export const SHARE_OPTION: OptionSpec = {
  name: 'share',
  summary: 'show the answer to everybody here',
  kind: 'flag',
};
