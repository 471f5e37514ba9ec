import { writeFileSync } from 'node:fs';
import { packMails } from './mail-pack.ts';
import { median, run } from './measure.ts';

export type DecoderCost = {
  readonly mails: number;
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
};

/** CPU seconds of both decoders on the same mails, each in a process of its own, in turns. */
export async function compareDecoders(
  mails: readonly Buffer[],
  dist: string,
  file: string,
  rounds: number,
): Promise<DecoderCost> {
  writeFileSync(file, packMails(mails));
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await cpuOf('ours', dist, file));
    peer.push(await cpuOf('postal-mime', dist, file));
  }
  const ratio = median(peer.map((cost, i) => cost / (ours[i] ?? Number.NaN)));
  return { mails: mails.length, ours: median(ours), peer: median(peer), ratio };
}

async function cpuOf(decoder: string, dist: string, file: string): Promise<number> {
  const { stdout, stderr, code } = await run(process.execPath, ['bench/decode-with.ts', decoder, dist, file]);
  if (code !== 0) throw new Error(stderr);
  return Number(stdout);
}
