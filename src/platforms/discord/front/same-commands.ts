/** What is compared; all else Discord adds by itself (ids, versions, translations). */
const ALWAYS = [
  'type',
  'name',
  'description',
  'options',
  'choices',
  'value',
  'required',
  'autocomplete',
  'default_member_permissions',
] as const;
/** Compared where it was declared: of a guild's commands Discord tells its own. */
const WHERE_DECLARED = ['contexts', 'integration_types'] as const;

/** Whether the commands that are registered are those that would be declared, in whatever order. */
export function areSame(registered: unknown, declared: readonly object[]): boolean {
  if (!Array.isArray(registered) || registered.length !== declared.length) return false;
  const known = new Map<string, object>(
    registered.filter(isObject).map((command) => [keyOf(command), command]),
  );
  return declared.every((command) => {
    const other = known.get(keyOf(command));
    if (other === undefined) return false;
    const names = [...ALWAYS, ...WHERE_DECLARED.filter((name) => name in command)];
    return JSON.stringify(plain(command, names)) === JSON.stringify(plain(other, names));
  });
}

function keyOf(command: object): string {
  return `${Reflect.get(command, 'type') ?? 1} ${Reflect.get(command, 'name')}`;
}

function plain(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((part) => plain(part, names));
  if (!isObject(value)) return value;
  const pairs = names.map((name) => [name, plain(Reflect.get(value, name), names)] as const);
  return Object.fromEntries(pairs.filter(([, part]) => !saysNothing(part)));
}

/** Not required, no options, open to all. */
function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === false || value === '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
