import { bytesIn, type PackedMail, type Parcel } from './parcel.ts';
import type { First, NotRead, Rest, StepName } from './steps.ts';
import type { Answer } from './worker.ts';

/** A mail, and what is made of it as soon as somebody asks. */
export type Judged<S extends StepName> = {
  readonly mail: PackedMail;
  /** Bytes of it. */
  readonly size: number;
  /** Good until its parcel is released. */
  readonly bytes: () => Buffer;
  /** To be asked for before the parcel is released. */
  readonly first: () => First<S> | NotRead;
  /** Not to be asked for where the mail cannot be read. */
  readonly rest: () => Rest<S>;
};

/** The mails of a parcel as a worker judged them. */
export function readAnswer<S extends StepName>(parcel: Parcel, { firsts, rests }: Answer): Judged<S>[] {
  const made: (First<S> | NotRead)[] = JSON.parse(firsts);
  const lines = rests.split('\n');
  return parcel.mails.map((mail, at) => ({
    ...held(parcel, mail, at),
    first: () => there(made[at]),
    rest: (): Rest<S> => JSON.parse(there(lines[at])),
  }));
}

export function held(
  parcel: Parcel,
  mail: PackedMail,
  at: number,
): Pick<Judged<StepName>, 'mail' | 'size' | 'bytes'> {
  const size = (parcel.ends[at] ?? 0) - (parcel.ends[at - 1] ?? 0);
  return { mail, size, bytes: () => bytesIn(parcel, at) };
}

export function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('what is made of a mail is missing');
  return value;
}
