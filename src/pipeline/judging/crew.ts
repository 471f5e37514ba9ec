import { Worker } from 'node:worker_threads';
import type { Topic } from '../../domain/topic.ts';
import type { Parcel } from './parcel.ts';
import type { StepName } from './steps.ts';
import type { Answer, Ask, Errand } from './worker.ts';

/** Threads that judge parcels. */
export type Crew = {
  readonly offer: (parcel: Parcel) => void;
  /** False where no thread could be started: what was offered is not answered. */
  readonly isThere: () => boolean;
  /** Ends the threads, whatever they are at. */
  readonly dismiss: () => Promise<void>;
};

export type CrewEvents = {
  readonly answered: (answer: Answer) => void;
  /** A thread ended by a fault of the program. */
  readonly failed: (error: unknown) => void;
  /** A thread could not be started. */
  readonly missing: () => void;
};

type Member = { readonly worker: Worker; readonly asked: Map<number, Parcel>; isReady: boolean };

const FILE = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** MiB. What is made of a mail does not live long. */
const YOUNG = 24;

export function hireCrew(size: number, topic: Topic, step: StepName, events: CrewEvents): Crew {
  const members = new Set<Member>();
  const errand: Errand = { topic, step };

  function offer(parcel: Parcel): void {
    let idlest: Member | undefined;
    for (const member of members) {
      if (idlest === undefined || member.asked.size < idlest.asked.size) idlest = member;
    }
    idlest?.asked.set(parcel.number, parcel);
    idlest?.worker.postMessage(askOf(parcel));
  }
  function hire(worker: Worker): void {
    const member: Member = { worker, asked: new Map(), isReady: false };
    members.add(member);
    worker.on('message', (message: Answer | 'ready') => {
      if (message === 'ready') {
        member.isReady = true;
        return;
      }
      member.asked.delete(message.number);
      events.answered(message);
    });
    const gone = (error: unknown): void => {
      if (!members.delete(member)) return;
      if (member.isReady) events.failed(error);
      else {
        for (const parcel of member.asked.values()) offer(parcel);
        events.missing();
      }
    };
    worker.on('error', gone);
    worker.on('exit', (code) => gone(new Error(`a thread that judges ended with code ${code}`)));
  }
  for (let n = 0; n < size; n++) {
    const worker = startWorker(errand);
    if (worker) hire(worker);
  }
  return {
    offer,
    isThere: () => members.size > 0,
    dismiss: async () => {
      const workers = [...members].map(({ worker }) => worker);
      members.clear();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function startWorker(errand: Errand): Worker | undefined {
  try {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG };
    // What the program was told to load beforehand is nothing to a worker.
    return new Worker(FILE, { name: 'judging', workerData: errand, resourceLimits, execArgv: [] });
  } catch {
    return undefined;
  }
}

function askOf({ number, room, ends, mails }: Parcel): Ask {
  return {
    number,
    room,
    ends,
    arrived: mails.map((mail) => mail.arrived),
    cut: mails.map((mail) => mail.cut),
  };
}
