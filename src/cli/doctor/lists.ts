import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { nearest } from '../../domain/filter/nearest.ts';
import { bad, type CheckResult, ok } from './check.ts';

const MAX_BYTES = 128 << 20;
const MAX_TOLD = 5;
const unzip = promisify(gunzip);

/** The names of the lists in a server's manifest (grokmirror(1)), gzip or plain; undefined where it is none. */
export async function readNames(body: Buffer): Promise<ReadonlySet<string> | undefined> {
  try {
    const packed = body[0] === 0x1f && body[1] === 0x8b;
    const text = (packed ? await unzip(body, { maxOutputLength: MAX_BYTES }) : body).toString();
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return undefined;
    return new Set(
      Object.keys(manifest).flatMap((path) => /^\/([^/]{1,200})\/git\/\d{1,6}\.git$/.exec(path)?.[1] ?? []),
    );
  } catch {
    return undefined;
  }
}

/** Whether the server has all lists that are followed. */
export function checkLists(
  lists: readonly string[],
  names: ReadonlySet<string>,
  server: string,
): CheckResult {
  const missing = lists.filter((list) => !names.has(list));
  if (missing.length === 0) return ok('lists', `all ${lists.length} are on ${server}`);
  const told = missing.slice(0, MAX_TOLD).map((list) => {
    const near = nearest(list, [...names]);
    return near === undefined ? `\`${list}\`` : `\`${list}\` (\`${near}\` is near)`;
  });
  const more = missing.length > MAX_TOLD ? ` and ${missing.length - MAX_TOLD} more` : '';
  return bad(
    'lists',
    `${server} does not have ${told.join(', ')}${more}`,
    'correct `list` in the configuration, or switch the source off (`enabled: false`)',
  );
}
