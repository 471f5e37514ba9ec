/** Hosts that lorewatch links to or reads from; an operator's overlay points them elsewhere. */
export type Endpoints = {
  /** A public-inbox server with the kernel's lists. */
  readonly lore: string;
};

export const ENDPOINTS: Endpoints = { lore: 'https://lore.kernel.org' };
