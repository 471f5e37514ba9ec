import { type KnownBlock, MOST, section, sizeOf } from './message.ts';

/** Lines under a title: a section of a digest. All of it mrkdwn. */
export type Chapter = {
  readonly title: string;
  /** Above the first of its lines. */
  readonly heading: string;
  /** Each at most a section long. */
  readonly lines: readonly string[];
  /** How many there are besides the lines, and the line that says so; '' where that is none. */
  readonly more: number;
  readonly moreLine: string;
};

/** How many of each chapter found no room, in their order; those of which all did are not in it. */
export type LeftOut = readonly { readonly title: string; readonly count: number }[];

export type Packed = {
  /** One for each room; empty ones at the end, and where a room is too small for anything. */
  readonly parts: readonly (readonly KnownBlock[])[];
  readonly left: LeftOut;
};

/** What a part has room for. */
export type Room = { readonly blocks: number; readonly size: number };

/** A part while lines are put into it. `text`: of its last section, where that may grow. */
type Open = { readonly done: KnownBlock[]; text: string; size: number };

/**
 * Lays chapters into as many parts as there are rooms, each cut between two lines and never within one. A chapter that
 * goes on in the next part says its title again.
 */
export function pack(chapters: readonly Chapter[], rooms: readonly Room[]): Packed {
  const parts = rooms.map((): Open => ({ done: [], text: '', size: 2 }));
  const left: { title: string; count: number }[] = [];
  let at = 0;
  for (const { title, heading, lines, more, moreLine } of chapters) {
    let name = heading;
    const put = (line: string): boolean => {
      for (; at < rooms.length; at++) {
        if (place(parts[at], rooms[at], line, name)) break;
        name = name === '' ? `${title} (continued)` : name;
      }
      name = '';
      return at < rooms.length;
    };
    const kept = lines.findIndex((line) => !put(line));
    const rest = kept < 0 ? 0 : lines.length - kept;
    const isTold = rest === 0 && (moreLine === '' || put(moreLine));
    if (!isTold) left.push({ title, count: rest + more });
    for (const part of parts) flush(part);
  }
  return { parts: parts.map(({ done }) => done), left };
}

/** Adds a line to a part: to its last section, or as a new one below the title. False where there is no room. */
function place(part: Open | undefined, room: Room | undefined, line: string, title: string): boolean {
  if (part === undefined || room === undefined) return false;
  const isOne = part.text !== '' && part.text.length + 1 + line.length <= MOST.section;
  const text = [isOne ? part.text : title, line].filter((each) => each !== '').join('\n');
  const size = sizeOf([section(text)]);
  const standing = part.text === '' || isOne ? 0 : sizeOf([section(part.text)]);
  const blocks = part.done.length + (standing > 0 ? 2 : 1);
  if (text.length > MOST.section || blocks > room.blocks || part.size + standing + size > room.size)
    return false;
  if (!isOne) flush(part);
  part.text = text;
  return true;
}

/** What comes next is a section of its own. */
function flush(part: Open): void {
  if (part.text === '') return;
  const block = section(part.text);
  part.done.push(block);
  part.size += sizeOf([block]);
  part.text = '';
}
