import type { Caller } from './caller.ts';
import { isSlackId } from './caller.ts';
import { textAt } from './fields.ts';

/** What a view remembers of where it was opened. Slack keeps it and sends it back; people do not see it. */
export type ViewPlace = {
  /** undefined: in the home tab. */
  readonly channel: Caller['channel'];
  readonly prefix: string;
  /** The command whose form it is; '' = no form. */
  readonly command: string;
};

export const NO_PREFIX = '/lorewatch ';

/** At most 3000 characters, as Slack wants. */
export function writePlace({ channel, prefix, command }: ViewPlace): string {
  return JSON.stringify({
    channel: channel?.id ?? '',
    name: channel?.name.slice(0, 200) ?? '',
    prefix: prefix.slice(0, 50),
    command,
  });
}

/** Never throws: where it cannot be read it was no view of ours, and no place is known. */
export function readPlace(metadata: string): ViewPlace {
  const read = parse(metadata.slice(0, 3000));
  const id = textAt(read, 'channel');
  return {
    channel: isSlackId(id) ? { id, name: textAt(read, 'name') } : undefined,
    prefix: textAt(read, 'prefix') || NO_PREFIX,
    command: textAt(read, 'command'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
