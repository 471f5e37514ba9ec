import type { Endpoints } from '../src/domain/source/plan.ts';

/** Hosts that lorewatch links to or reads from; an operator's overlay points them elsewhere. */
export const ENDPOINTS: Endpoints = {
  lore: 'https://lore.kernel.org',
  loreMirrors: ['https://tor.lore.kernel.org', 'https://sea.lore.kernel.org'],
  kernelOrg: 'https://www.kernel.org',
  cdnKernelOrg: 'https://cdn.kernel.org',
  gitKernelOrg: 'https://git.kernel.org',
  cve: 'https://git.kernel.org/pub/scm/linux/security/vulns.git',
  slackApi: 'https://slack.com/api',
  discordApi: 'https://discord.com/api',
};
