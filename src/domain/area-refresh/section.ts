/** One entry of the kernel's MAINTAINERS file. The meaning of the letters stands at the head of that file. */
export type Section = {
  readonly name: string;
  /** M: and R:, as written. */
  readonly maintainers: readonly string[];
  readonly reviewers: readonly string[];
  /** L: */
  readonly lists: readonly string[];
  /** S: `Maintained`, `Supported`, `Odd Fixes`...; empty where there is none. */
  readonly status: string;
  /** T: */
  readonly trees: readonly string[];
  /** F: files and folders, with wildcards. */
  readonly files: readonly string[];
  /** X: what of them belongs to others. */
  readonly excludes: readonly string[];
  /** N: and K: are somebody else's regular expressions, for paths and for contents: text to us, never run. */
  readonly pathPatterns: readonly string[];
  readonly contentPatterns: readonly string[];
};

export type Maintainers = {
  readonly sections: readonly Section[];
  /** Lines that were too long to be one of this file, and were passed over. */
  readonly overlong: number;
};
