/** Where a child ends itself with SIGKILL; `sending`: somebody else ends it, in the middle of it. */
export const DEATHS = ['before it is sent', 'sending', 'after the answer', 'recording', 'recorded'] as const;
export type Death = (typeof DEATHS)[number];
