/** When a source is asked: a cron expression of five fields, read in an IANA time zone. */
export type Schedule = {
  readonly cron: string;
  readonly zone: string;
  /** Each tick comes up to so many seconds later, so that not everybody asks at once. */
  readonly jitter: number;
};

/** Where the parts of an article stand on a page: CSS selectors, written by us or by the operator. */
export type PageSelectors = {
  /** One for each article of a page that holds several; the page is one article where there is none. */
  readonly item?: string | undefined;
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
  readonly text?: string | undefined;
  /** What is no part of the text. */
  readonly drop?: string | undefined;
};

type Common = {
  /** `[a-z0-9][a-z0-9-]*`; the name in commands and logs. */
  readonly id: string;
  /** Why it is followed, in a few words. */
  readonly why: string;
  /** Name of a schedule. */
  readonly schedule: string;
};

export type ListPlan = Common & {
  readonly kind: 'list';
  /** Its name on the server. */
  readonly list: string;
  /** What the server's search is asked where git is not to be had: `dfn:rs OR tc:rust-for-linux`; all mails where it is missing. */
  readonly search?: string | undefined;
};
export type ReleasesPlan = Common & { readonly kind: 'releases' };
/** A branch's commits by the Atom feed of a cgit. */
export type CommitsPlan = Common & {
  readonly kind: 'commits';
  /** Path on the server: `pub/scm/linux/kernel/git/torvalds/linux.git`. */
  readonly repository: string;
  readonly branch: string;
  /** What the tree is called: `mainline`. */
  readonly tree: string;
};
/** A branch's commits by a clone without blobs; only where the operator asks for it. */
export type ClonePlan = Common & {
  readonly kind: 'clone';
  /** https, git, ssh or a path. */
  readonly url: string;
  readonly branch: string;
  readonly tree: string;
  /** Git pathspecs. */
  readonly paths: readonly string[];
};
export type AdvisoriesPlan = Common & { readonly kind: 'advisories' };
export type FeedPlan = Common & {
  readonly kind: 'feed';
  readonly url: string;
  /** Whether the page of an article is read where the feed gives only the beginning. */
  readonly pages: boolean;
};
export type PagePlan = Common & {
  readonly kind: 'page';
  readonly url: string;
  readonly selectors: PageSelectors;
};

/** What config says of one source. */
export type SourcePlan =
  | ListPlan
  | ReleasesPlan
  | CommitsPlan
  | ClonePlan
  | AdvisoriesPlan
  | FeedPlan
  | PagePlan;

/** Base URLs, without a slash at the end. */
export type Endpoints = {
  /** A public-inbox server with the kernel's lists. */
  readonly lore: string;
  /** Servers with the same lists, asked in turn where the first one fails. */
  readonly loreMirrors: readonly string[];
  readonly kernelOrg: string;
  readonly cdnKernelOrg: string;
  readonly gitKernelOrg: string;
  /** The git repository of the kernel's CVE records. */
  readonly cve: string;
  /** Slack's Web API, without a method. */
  readonly slackApi: string;
  /** Discord's REST API, without a version. */
  readonly discordApi: string;
};
