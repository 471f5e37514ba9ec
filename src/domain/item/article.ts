/** An article of the press, a blog or a page. Times in ms UTC. */
export type Article = {
  readonly kind: 'article';
  /** Within its source: guid, else the canonical link, else a hash of source and title. */
  readonly id: string;
  /** Id of the source it came from. */
  readonly source: string;
  /** Without marks like LWN's `[$]`; hostile text. */
  readonly title: string;
  /** Canonical: without tracking parameters; '' where there is none. */
  readonly url: string;
  /** A page of comments on it, where that is another one. */
  readonly discussion: string | undefined;
  /** When it says it was published. */
  readonly date: number | undefined;
  readonly author: string | undefined;
  /** What it says: no navigation, no comments, no markup; bounded. */
  readonly text: string;
  /** BCP 47, where it is told: `de`. */
  readonly language: string | undefined;
  /** For subscribers only, at the moment. */
  readonly restricted: boolean;
  /** Links out of the text, absolute; bounded. */
  readonly links: readonly string[];
};
