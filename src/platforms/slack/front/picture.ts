import { createHash } from 'node:crypto';
import type { Answer, AnswerPart } from '../../../domain/answer/answer.ts';
import { digestPicture, statsPicture } from '../../../render/picture.ts';
import { chartStats } from '../../../render/stats-chart.ts';
import type { Call } from '../client.ts';
import { bringPicture } from '../picture.ts';
import type { KnownBlock, SlackPicture } from '../render/message.ts';
import { troubleOf } from '../trouble.ts';
import type { Caller } from './caller.ts';
import { within } from './within.ts';

/** Draws SVG as PNG; rejects where it cannot. */
export type SlackDraw = (svg: string) => Promise<Uint8Array>;

/** The picture of what an answer charts, uploaded; undefined: it has none, or cannot have in time. Never rejects. */
export type PictureOf = (answer: Answer, caller: Caller) => Promise<SlackPicture | undefined>;

type Drawing = { readonly svg: string; readonly name: string; readonly alt: string };

/** Drawing and uploading together, ms: an answer does not wait longer for its picture. */
const PATIENCE = 6000;
const MOST = 200;

/** What was uploaded to a workspace is shown again, when a page is turned or an answer is shared. */
export function createPictures(draw: SlackDraw): PictureOf {
  const known = new Map<string, SlackPicture>();
  return async (answer, caller) => {
    const drawing = drawingOf(answer.parts);
    if (!drawing) return undefined;
    const key = `${caller.team} ${createHash('sha256').update(drawing.svg).digest('base64')}`;
    const kept = known.get(key);
    if (kept) return kept;
    const bringing = bringPicture(
      { call: callAs(caller), draw, signal: AbortSignal.timeout(PATIENCE) },
      drawing,
    );
    const picture = await within(PATIENCE, bringing, undefined);
    if (picture) known.set(key, picture);
    for (const old of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(old);
    }
    return picture;
  };
}

/** Slack takes no message whose picture it has not looked at yet: then it is told without. */
export function withoutPictures(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  return blocks.filter(({ type }) => type !== 'image');
}

function callAs({ client }: Caller): Call {
  return (make) =>
    make(client).then(
      (value) => ({ value }),
      (error: unknown) => ({ trouble: troubleOf(error) }),
    );
}

function drawingOf(parts: readonly AnswerPart[]): Drawing | undefined {
  for (const part of parts) {
    if (part.what === 'chart') {
      const { report, measure } = part;
      return { svg: statsPicture(report, measure), name: 'stats', alt: chartStats(report, measure).title };
    }
    const svg = part.what === 'digest' ? digestPicture(part.digest) : undefined;
    if (svg !== undefined) return { svg, name: 'digest', alt: 'Chart of the last weeks' };
  }
  return undefined;
}
