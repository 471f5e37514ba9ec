/** A CVE of the kernel. Times in ms UTC. */
export type Advisory = {
  readonly kind: 'advisory';
  /** `CVE-2026-12345` */
  readonly id: string;
  readonly state: 'published' | 'rejected';
  readonly title: string;
  /** Hostile text, bounded. */
  readonly description: string;
  /** Paths of the affected program files. */
  readonly files: readonly string[];
  /** Commits that fix it, with the version that first had each. */
  readonly fixes: readonly { readonly commit: string; readonly version: string | undefined }[];
  /** Versions from which on it was there. */
  readonly introduced: readonly string[];
  readonly score:
    | { readonly base: number; readonly severity: string; readonly vector: string | undefined }
    | undefined;
  readonly published: number | undefined;
  readonly updated: number | undefined;
  readonly url: string;
};
