import type { Topic } from '../../domain/topic.ts';
import type { RawMail } from '../../ports/archive.ts';
import { type Crew, hireCrew } from './crew.ts';
import { createPacker, type Parcel, ROOM } from './parcel.ts';
import type { StepName } from './steps.ts';
import type { Answer } from './worker.ts';

/** The next mails, with what a worker made of them; undefined where that is left to this thread. */
export type Next = {
  readonly parcel: Parcel;
  readonly answer: Answer | undefined;
  /** To be called when nobody looks at the mails' bytes any more. */
  readonly release: () => void;
};

/** Mails between being read and being judged, in the archive's order. */
export type Queue = {
  readonly hasRoom: () => boolean;
  readonly add: (mails: readonly RawMail[]) => void;
  /** No more will come. */
  readonly close: () => void;
  /** The next ones, if they are judged, or nobody else will do it. */
  readonly shift: () => Next | undefined;
  readonly isEmpty: () => boolean;
  /** Throws what ended a worker. */
  readonly check: () => void;
  readonly dismiss: () => Promise<void>;
};

export type QueueOptions = {
  readonly workers: number;
  /** So many mails are worth a thread. */
  readonly many: number;
  /** Called when a parcel may be judged that was not. */
  readonly changed: () => void;
};

/** Room that is held by what is on its way, for each worker and beside: enough for as long as a transaction takes. */
const ON_THEIR_WAY = 8 * ROOM;

export function createQueue(step: StepName, topic: Topic, { workers, many, changed }: QueueOptions): Queue {
  const packer = createPacker();
  const parcels: Parcel[] = [];
  const answers = new Map<number, Answer>();
  let crew: Crew | undefined;
  let failure: { readonly error: unknown } | undefined;
  let held = 0;
  let added = 0;
  let isClosed = false;

  function hire(): void {
    // A few large mails fill the room as well: somebody has to judge them.
    if (crew || workers === 0 || (added < many && hasRoom())) return;
    crew = hireCrew(workers, topic, step, {
      answered: (answer) => {
        answers.set(answer.number, answer);
        changed();
      },
      failed: (error) => {
        failure = { error };
        changed();
      },
      missing: changed,
    });
    for (const parcel of parcels) crew.offer(parcel);
  }
  function put(parcel: Parcel | undefined): void {
    if (!parcel) return;
    parcels.push(parcel);
    held += parcel.room.byteLength;
    crew?.offer(parcel);
  }
  const hasRoom = (): boolean => held < ON_THEIR_WAY * (1 + workers);
  /** True where nobody but this thread judges. */
  const isAlone = (): boolean => (crew ? !crew.isThere() : workers === 0 || isClosed);

  hire();
  return {
    hasRoom,
    add: (mails) => {
      for (const mail of mails) put(packer.add(mail));
      added += mails.length;
      hire();
    },
    close: () => {
      put(packer.close());
      isClosed = true;
    },
    shift: () => {
      const [parcel] = parcels;
      const answer = parcel && answers.get(parcel.number);
      if (!parcel || !(answer || isAlone())) return undefined;
      parcels.shift();
      answers.delete(parcel.number);
      held -= parcel.room.byteLength;
      return { parcel, answer, release: () => packer.reuse(parcel.room) };
    },
    isEmpty: () => parcels.length === 0,
    check: () => {
      if (failure) throw failure.error;
    },
    dismiss: async () => crew?.dismiss(),
  };
}
