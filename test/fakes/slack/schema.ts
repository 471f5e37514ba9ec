import type { Json } from './types.ts';

/** Says what is wrong, and where; looks at nothing twice. */
export type Check = (value: unknown, at: string, wrong: Wrong) => void;
/** `at`: a JSON pointer. */
export type Wrong = (why: string, at: string) => void;
export type Field = { readonly check: Check; readonly optional: boolean };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of `least` to `most` UTF-16 units. */
export function text(most: number, least = 1): Check {
  return (value, at, wrong) => {
    if (typeof value !== 'string') wrong('must be a string', at);
    else if (value.length < least) wrong(`must be more than ${least - 1} characters`, at);
    else if (value.length > most) wrong(`must be less than ${most + 1} characters`, at);
  };
}

export const flag: Check = (value, at, wrong) => {
  if (typeof value !== 'boolean') wrong('must be a boolean', at);
};

export function whole(least: number, most: number): Check {
  return (value, at, wrong) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) wrong('must be an integer', at);
    else if (value < least || value > most) wrong(`must be between ${least} and ${most}`, at);
  };
}

export function oneOf(...words: readonly (string | number)[]): Check {
  return (value, at, wrong) => {
    if (!words.some((word) => word === value)) wrong(`must be one of ${words.join(', ')}`, at);
  };
}

export function pattern(form: RegExp, name: string): Check {
  return (value, at, wrong) => {
    if (typeof value !== 'string' || !form.test(value)) wrong(`must be ${name}`, at);
  };
}

/** http(s), and something a browser can open. */
export function link(most = 3000): Check {
  return (value, at, wrong) => {
    text(most)(value, at, wrong);
    if (typeof value !== 'string') return;
    if (!/^(https?|mailto):/i.test(value) || !URL.canParse(value)) wrong('must be a valid URL', at);
  };
}

export function list(check: Check, most: number, least = 1): Check {
  return (value, at, wrong) => {
    if (!Array.isArray(value)) {
      wrong('must be an array', at);
      return;
    }
    if (value.length < least) wrong(`must contain at least ${least} items`, at);
    if (value.length > most) wrong(`no more than ${most} items allowed`, at);
    for (const [index, entry] of value.entries()) check(entry, `${at}/${index}`, wrong);
  };
}

export function optional(check: Check): Field {
  return { check, optional: true };
}

/** An object with these keys and no others. `rule` says what must hold between them: a sentence, or undefined. */
export function shape(
  fields: Readonly<Record<string, Check | Field>>,
  rule: (value: Json) => string | undefined = () => undefined,
): Check {
  return (value, at, wrong) => {
    if (!isObject(value)) {
      wrong('must be an object', at);
      return;
    }
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key)) wrong(`no more than the known keys allowed: ${key}`, `${at}/${key}`);
    }
    for (const [key, field] of Object.entries(fields)) {
      const { check, optional: may } =
        typeof field === 'function' ? { check: field, optional: false } : field;
      if (value[key] !== undefined) check(value[key], `${at}/${key}`, wrong);
      else if (!may) wrong(`missing required field: ${key}`, at);
    }
    const broken = rule(value);
    if (broken !== undefined) wrong(broken, at);
  };
}

/** Which of several objects it is, by `type`. */
export function kinds(table: Readonly<Record<string, Check>>): Check {
  return (value, at, wrong) => {
    if (!isObject(value)) {
      wrong('must be an object', at);
      return;
    }
    const check =
      typeof value.type === 'string' && Object.hasOwn(table, value.type) ? table[value.type] : undefined;
    if (check) check(value, at, wrong);
    else wrong(`unsupported type: ${String(value.type)}`, `${at}/type`);
  };
}
