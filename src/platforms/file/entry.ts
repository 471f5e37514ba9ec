import type { Parcel } from '../../ports/platform.ts';
import { eventOf, printJson } from '../event.ts';
import { subjectOf, subscriptionWords, textOf } from '../words.ts';

const WIDTH = 80;

/** An entry of a file: its last line carries the key, so that what has its key is there as a whole. */
export type Entries = {
  readonly make: (parcel: Parcel, now: number) => string;
  /** The time (ms) and the key that a line carries, if it ends an entry. */
  readonly read: (line: string) => { readonly at: number; readonly key: string } | undefined;
};

const END = /^-- (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([A-Za-z0-9-]{1,64})(?:$|: )/;

export const TEXT_ENTRIES: Entries = {
  make: (parcel, now) => {
    const { post, key, subscription } = parcel;
    const mark = `-- ${new Date(now).toISOString()} ${key}: ${subscriptionWords(subscription)}\n\n`;
    const text =
      post.what === 'edit'
        ? `changed: ${subjectOf(post)}\n${textOf(post, { width: WIDTH })}`
        : textOf(post, { width: WIDTH });
    return text.replace(/^-- /gm, ' -- ') + mark;
  },
  read: (line) => {
    const [, at = '', key] = END.exec(line) ?? [];
    return key === undefined ? undefined : { at: Date.parse(at), key };
  },
};

export const JSON_ENTRIES: Entries = {
  make: (parcel, now) => `${printJson({ at: new Date(now).toISOString(), ...eventOf(parcel) })}\n`,
  read: (line) => {
    const value = parse(line);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('at' in value)) return undefined;
    const { id, at } = value;
    return typeof id === 'string' && typeof at === 'string' ? { at: Date.parse(at), key: id } : undefined;
  },
};

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
