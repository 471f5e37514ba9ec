import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import type { Asker, Suggestion } from '../../../ports/chat.ts';
import { cleanLine } from '../../../render/clean.ts';
import type { Line } from './line.ts';
import { readOptions } from './read-options.ts';
import type { FrontWork } from './settings.ts';

/** Discord waits 3 s, and whoever types not even that long, ms. */
const PATIENCE = 1500;
const MOST = 25;
const LONGEST = 100;

/** Offers what could stand where somebody types; nothing where that is not known in time. */
export async function complete(
  line: Line,
  { data }: APIApplicationCommandAutocompleteInteraction,
  asker: Asker,
  { desk, specs, talk }: Pick<FrontWork, 'desk' | 'specs' | 'talk'>,
): Promise<void> {
  const read = readOptions(data.options);
  const spec = specs.find(({ name }) => name === read?.ask.command);
  const option = spec?.options.find(({ name }) => name === read?.focused?.name);
  const what = option?.suggests;
  let found: readonly Suggestion[] = [];
  if (read?.focused !== undefined && what !== undefined) {
    const { ask, focused } = read;
    const asked = desk.suggest({ command: ask.command, values: ask.values }, what, focused.typed, asker);
    found = await soon(asked, (error) =>
      talk('warn', 'nothing could be suggested', { what, error: `${error}` }),
    );
  }
  const isNumber = option?.kind === 'number';
  await line.first({ type: 8, data: { choices: choicesOf(found, isNumber) } });
}

/** What was suggested, within Discord's bounds; what cannot be chosen whole is left out. */
function choicesOf(
  found: readonly Suggestion[],
  isNumber: boolean,
): { name: string; value: string | number }[] {
  const choices = new Map<string, { name: string; value: string | number }>();
  for (const { label, value } of found) {
    if (choices.size === MOST) break;
    const name = cut(cleanLine(label.slice(0, 500)) || cleanLine(value.slice(0, 500)));
    if (name === '' || value === '' || value.length > LONGEST) continue;
    if (isNumber && !/^\d{1,9}$/.test(value)) continue;
    if (!choices.has(value)) choices.set(value, { name, value: isNumber ? Number(value) : value });
  }
  return [...choices.values()];
}

function cut(text: string): string {
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}\u2026`;
}

async function soon(
  asked: Promise<readonly Suggestion[]>,
  onFault: (error: unknown) => void,
): Promise<readonly Suggestion[]> {
  const { promise, resolve } = Promise.withResolvers<readonly Suggestion[]>();
  const timer = setTimeout(() => resolve([]), PATIENCE);
  try {
    return await Promise.race([asked, promise]);
  } catch (error) {
    onFault(error);
    return [];
  } finally {
    clearTimeout(timer);
  }
}
