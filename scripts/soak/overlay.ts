import { readFileSync, writeFileSync } from 'node:fs';
import type { World } from '../../test/fakes/world.ts';
import { adminFile } from './arrivals.ts';
import type { Places } from './places.ts';
import { MAINTAINER } from './series.ts';

/** Adds to the configuration of the world where posts may go, whose word counts, and who is told what is wrong. */
export function followWorld({ overlay }: World, { receiver, folder }: Places): void {
  const host = new URL(receiver.host.url).host;
  const text = readFileSync(overlay, 'utf8').replace(
    '{pause_ms: 20}',
    `{pause_ms: 20, allow_private: ["${host}"]}`,
  );
  const more = `series: {maintainers: [${MAINTAINER}]}\nadmin: file:${adminFile(folder)}\n`;
  writeFileSync(overlay, text + more);
}
