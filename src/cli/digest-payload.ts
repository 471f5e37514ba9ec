import type { Digest } from '../domain/digest.ts';

/** What a digest is as messages of a chat: one JSON object a line, the first for the channel, the others for its thread. */
export async function digestPayload(digest: Digest, platform: 'slack' | 'discord'): Promise<string> {
  const page = { url: undefined, cadence: '', filter: digest.filter ?? '' };
  const messages = await renderFor(platform, digest, page);
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}

type Page = { readonly url: undefined; readonly cadence: string; readonly filter: string };

async function renderFor(
  platform: 'slack' | 'discord',
  digest: Digest,
  page: Page,
): Promise<readonly object[]> {
  if (platform === 'slack') {
    const { renderDigestPosts } = await import('../platforms/slack/render/digest.ts');
    return renderDigestPosts(digest, page);
  }
  const { renderDigestPosts } = await import('../platforms/discord/render/digest.ts');
  const { payloadOf } = await import('../platforms/discord/render/message.ts');
  return renderDigestPosts(digest, page).map(payloadOf);
}
