import { createPlatforms } from '../../platforms/index.ts';
import type { Http } from '../../ports/http.ts';
import type { Platforms } from '../../ports/platform.ts';
import { type CliContext, isColored } from '../context.ts';
import { readServices } from '../services.ts';

/** The platforms, to ask whether they can post to a target and what they can do: nothing is sent by them. */
export async function withPlatforms<T>(
  context: CliContext,
  work: (platforms: Platforms) => Promise<T>,
): Promise<T> {
  const platforms = createPlatforms(
    { smtp: readServices(context.settings).smtp },
    {
      http: NO_HTTP,
      print: context.print,
      columns: context.columns,
      color: isColored(context),
      secret: '',
      version: context.version,
    },
  );
  try {
    return await work(platforms);
  } finally {
    await Promise.all([...platforms.values()].map((platform) => platform.close()));
  }
}

/** Whether a target can be posted to is told without a network. */
const NO_HTTP: Http = {
  get: refuse,
  stream: refuse,
  turn: refuse,
  userAgent: '',
  close: async () => undefined,
};

async function refuse(): Promise<never> {
  throw new Error('no platform asks the network before it sends');
}
