import type { Digest } from '../domain/digest.ts';

/** One digest that was made: for one filter and one period, whoever gets it. */
export type Issue = {
  /** Not to be guessed; part of its address. */
  readonly id: string;
  readonly filter: string;
  readonly since: number;
  readonly until: number;
  readonly digest: Digest;
  readonly created: number;
};

export type IssueStore = {
  /** Gives the one that is there already where filter, period and news are the same. */
  readonly saveIssue: (issue: Omit<Issue, 'created'>) => Issue;
  readonly issue: (id: string) => Issue | undefined;
  /** Newest first; of one filter where one is given. */
  readonly issues: (query: { readonly filter?: string; readonly limit: number }) => readonly Issue[];
};
