import type { ArgKind, MethodSpec } from './method-spec.ts';
import { isObject } from './schema.ts';
import type { Json } from './types.ts';

export type Args = Json;
/** What came, and what of it cannot be read. */
export type Read =
  | { readonly args: Args; readonly token: string | undefined }
  | { readonly error: 'invalid_post_type' | 'invalid_form_data' };

/** The arguments of a call as its body has them: a form or JSON; the token may be among them. */
export function readBody(type: string, body: Buffer): Read {
  const kind = type.split(';')[0]?.trim().toLowerCase();
  if (kind === 'application/x-www-form-urlencoded' || (body.length === 0 && !kind)) {
    const { token, ...args } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    return { args, token };
  }
  if (kind !== 'application/json') return { error: 'invalid_post_type' };
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? { args: value, token: undefined } : { error: 'invalid_form_data' };
  } catch {
    return { error: 'invalid_form_data' };
  }
}

/** Bolt gives it with each call, whether the method knows it or not. */
const ALWAYS = 'team_id';

/** The arguments as values of their kinds; or what is wrong with them, as Slack says it. */
export function checkArgs(
  spec: MethodSpec,
  args: Args,
): { readonly args: Args } | { readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    const kind = spec.args[name];
    if (name === ALWAYS || value === undefined) continue;
    if (kind === undefined) {
      wrong.push(`unknown argument: ${name} [json-pointer:/${name}]`);
      continue;
    }
    const parsed = readAs(plainKind(kind), value);
    if (parsed === undefined) wrong.push(`must be a ${plainKind(kind)} [json-pointer:/${name}]`);
    else read[name] = parsed;
  }
  for (const [name, kind] of Object.entries(spec.args)) {
    if (kind.endsWith('!') && (args[name] === undefined || args[name] === '')) {
      wrong.push(`missing required field: ${name} [json-pointer:/${name}]`);
    }
  }
  return wrong.length > 0 ? { wrong } : { args: read };
}

function plainKind(kind: ArgKind | `${ArgKind}!`): string {
  return kind.replace('!', '');
}

function readAs(kind: string, value: unknown): unknown {
  switch (kind) {
    case 'flag':
      return readFlag(value);
    case 'number':
      return /^\d{1,12}$/.test(String(value)) ? Number(value) : undefined;
    case 'json':
      return typeof value === 'string' ? parse(value) : value;
    case 'ts':
      return fits(value, /^\d{10}\.\d{6}$/);
    case 'time':
      return fits(String(value), /^\d{1,10}(?:\.\d{1,6})?$/);
    case 'user':
      return fits(value, /^[UW][A-Z0-9]{2,20}$/);
    case 'channel':
      return fits(value, /^.{1,80}$/);
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function fits(value: unknown, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}

function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true' || value === '1') return true;
  return value === false || value === 'false' || value === '0' ? false : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
