import type { RawMail } from '../../ports/archive.ts';

/** A mail as its archive holds it; its bytes lie in a parcel. */
export type PackedMail = Omit<RawMail, 'bytes'>;

/** Some mails in one piece of memory that threads share. */
export type Parcel = {
  readonly number: number;
  readonly room: SharedArrayBuffer;
  readonly mails: readonly PackedMail[];
  /** Where each of them ends in the room; it starts where the one before ends. */
  readonly ends: readonly number[];
};

/** With so many mails a parcel is full: some ten milliseconds of judging. */
const MAILS = 100;
/** Bytes of a room; one for a mail that is larger is as large as the next power of two. */
export const ROOM = 1 << 20;

export type Packer = {
  /** Copies a mail; gives the parcel that has no place for it any more, if there was one. */
  readonly add: (mail: RawMail) => Parcel | undefined;
  /** The parcel that was begun; undefined where there is none. */
  readonly close: () => Parcel | undefined;
  /** Nobody looks into the room any more. Rooms are used again, so that memory stays as it is. */
  readonly reuse: (room: SharedArrayBuffer) => void;
};

/** Puts mails into parcels, in their order. */
export function createPacker(): Packer {
  const free: SharedArrayBuffer[] = [];
  let numbers = 0;
  let open: { room: SharedArrayBuffer; view: Uint8Array; mails: PackedMail[]; ends: number[] } | undefined;
  let end = 0;

  function close(): Parcel | undefined {
    if (open === undefined) return undefined;
    const { room, mails, ends } = open;
    open = undefined;
    end = 0;
    return { number: numbers++, room, mails, ends };
  }
  return {
    add: ({ bytes, ...mail }) => {
      const isFull = open && (open.mails.length >= MAILS || end + bytes.length > open.room.byteLength);
      const full = isFull ? close() : undefined;
      if (open === undefined) {
        const room = takeRoom(free, bytes.length);
        open = { room, view: new Uint8Array(room), mails: [], ends: [] };
      }
      open.view.set(bytes, end);
      end += bytes.length;
      open.mails.push(mail);
      open.ends.push(end);
      return full;
    },
    close,
    reuse: (room) => {
      free.push(room);
    },
  };
}

/** The smallest that is large enough, so that a huge one waits for the next huge mail. */
function takeRoom(free: SharedArrayBuffer[], size: number): SharedArrayBuffer {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { byteLength }] of free.entries()) {
    if (byteLength < size || byteLength >= least) continue;
    best = at;
    least = byteLength;
  }
  const [found] = best < 0 ? [] : free.splice(best, 1);
  if (found) return found;
  let large = ROOM;
  while (large < size) large *= 2;
  return new SharedArrayBuffer(large);
}

/** A view of one mail. */
export function bytesIn({ room, ends }: Pick<Parcel, 'room' | 'ends'>, at: number): Buffer {
  const start = ends[at - 1] ?? 0;
  return Buffer.from(room, start, (ends[at] ?? start) - start);
}
