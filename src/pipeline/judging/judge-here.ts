import type { Topic } from '../../domain/topic.ts';
import { held, type Judged, there } from './judged.ts';
import { bytesIn, type Parcel } from './parcel.ts';
import { type Made, makeOf, type StepName } from './steps.ts';

/** The mails of a parcel, to be judged in this thread, each when it is asked for. */
export function judgeHere<S extends StepName>(parcel: Parcel, step: S, topic: Topic): Judged<S>[] {
  return parcel.mails.map((mail, at) => {
    let known: Made<S> | undefined;
    const made = (): Made<S> => {
      known ??= makeOf({ bytes: bytesIn(parcel, at), arrived: mail.arrived, cut: mail.cut }, step, topic);
      return known;
    };
    return { ...held(parcel, mail, at), first: () => made().first, rest: () => there(made().rest) };
  });
}
