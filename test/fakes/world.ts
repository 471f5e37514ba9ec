import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FakeHost, startHost } from './host.ts';
import { type FakeKernelOrg, startKernelOrg } from './kernel-org/kernel-org.ts';
import { type FakeLore, startLore } from './lore/lore.ts';
import { createVulns, type Vulns } from './vulns/vulns.ts';

export const LISTS = ['rust-for-linux', 'linux-kernel', 'linux-kbuild'] as const;

export type Published = { readonly title: string; readonly at: number };

/** Everything that lorewatch reads, on this machine. */
export type World = {
  readonly lore: FakeLore;
  readonly kernel: FakeKernelOrg;
  readonly vulns: Vulns;
  readonly press: FakeHost;
  /** What the feed has shown so far, newest last. */
  readonly articles: Published[];
  /** Ids of what else was published. */
  readonly releases: string[];
  readonly advisories: string[];
  readonly commits: string[];
  /** Path of the overlay that leads to this world. */
  readonly overlay: string;
  readonly close: () => Promise<void>;
};

/** A feed shows so many. */
const SHOWN = 20;

export async function startWorld(folder: string): Promise<World> {
  mkdirSync(folder, { recursive: true });
  const lore = await startLore({ lists: LISTS });
  const kernel = await startKernelOrg(Date.now() - 30 * 86_400_000);
  const vulns = createVulns(join(folder, 'vulns'));
  const articles: Published[] = [];
  const press = await startHost(({ path }) =>
    path === '/feed.xml'
      ? { headers: { 'content-type': 'application/rss+xml' }, body: feed(articles.slice(-SHOWN)) }
      : { status: 404, body: 'no such page' },
  );
  const overlay = join(folder, 'lorewatch.yaml');
  writeFileSync(overlay, overlayText(lore, kernel, vulns, press));
  const close = async (): Promise<void> => {
    await Promise.all([lore.close(), kernel.close(), press.close()]);
  };
  return { lore, kernel, vulns, press, articles, releases: [], advisories: [], commits: [], overlay, close };
}

function feed(articles: readonly Published[]): string {
  const items = [...articles].reverse().map(
    ({ title, at }) =>
      `<item><title>${title}</title><link>https://press.example.org/${encodeURIComponent(title)}</link>
<guid isPermaLink="false">${title}</guid><pubDate>${new Date(at).toUTCString()}</pubDate>
<description>The Linux kernel has a new driver written in Rust, and this is what it says about ${title}.</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Press</title><link>https://press.example.org/</link>
<description>Made up</description>${items.join('\n')}</channel></rss>`;
}

/** Every minute, no delays, no patience between requests; of what ships only what this world has. */
function overlayText(lore: FakeLore, { endpoints }: FakeKernelOrg, vulns: Vulns, press: FakeHost): string {
  const off = [
    'nouveau',
    'dri-devel',
    'linux-block',
    'linux-tip-commits',
    'linux-kernel-announce',
    'linux-cve-announce',
    'lwn',
    'phoronix',
    'rust-blog',
    'inside-rust',
    'this-week-in-rust',
    'hacker-news',
    'lobsters-rust',
    'lobsters-linux',
    'rust-for-linux-com',
    'kernelnewbies',
  ];
  const every = ['lists', 'releases', 'commits', 'advisories', 'news', 'pages'];
  return `contact: soak@example.org
endpoints:
  lore: ${lore.url}
  kernel_org: ${endpoints.kernelOrg}
  cdn_kernel_org: ${endpoints.cdnKernelOrg}
  git_kernel_org: ${endpoints.gitKernelOrg}
  cve: ${vulns.url}
http: {pause_ms: 20}
schedules:
${every.map((name) => `  ${name}: {cron: "* * * * *", jitter: 0}`).join('\n')}
sources:
  - {id: press, kind: feed, url: "${press.url}/feed.xml"}
${off.map((id) => `  - {id: ${id}, enabled: false}`).join('\n')}
`;
}
