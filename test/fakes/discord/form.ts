import { broken, Refusal } from './refusal.ts';

type Complaint = { readonly path: readonly string[]; readonly code: string; readonly message: string };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type TextRule = { readonly max?: number; readonly min?: number; readonly required?: boolean };
type NumberRule = { readonly max?: number; readonly min?: number; readonly required?: boolean };

/**
 * A place in a body that is being checked; complaints gather in the body's list. Text is counted in UTF-16 units,
 * which is never less than what Discord counts.
 */
export class Spot {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly #complaints: Complaint[];

  constructor(value: unknown, path: readonly string[] = [], complaints: Complaint[] = []) {
    this.value = value;
    this.path = path;
    this.#complaints = complaints;
  }

  /** null counts as not there. */
  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get(key: string): Spot {
    return new Spot(
      isRecord(this.value) ? this.value[key] : undefined,
      [...this.path, key],
      this.#complaints,
    );
  }

  wrong(code: string, message: string): void {
    this.#complaints.push({ path: this.path, code, message });
  }

  /** The value as an object of no other keys than these. */
  object(keys: readonly string[]): boolean {
    if (!isRecord(this.value)) {
      this.wrong('DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
      return false;
    }
    for (const key of Object.keys(this.value)) {
      if (!keys.includes(key)) this.get(key).wrong('UNKNOWN_KEY', 'Discord knows no such key here');
    }
    return true;
  }

  text({ max, min = 0, required = false }: TextRule = {}): string | undefined {
    const { value } = this;
    if (value === undefined || value === null) {
      if (required) this.#missing();
      return undefined;
    }
    if (typeof value !== 'string') {
      this.wrong('STRING_TYPE_CONVERT', `Could not interpret "${typeof value}" as string.`);
      return undefined;
    }
    if (required && value.trim() === '') this.#missing();
    else if ((max !== undefined && value.length > max) || value.length < min)
      this.wrong(
        max === undefined ? 'BASE_TYPE_MIN_LENGTH' : 'BASE_TYPE_BAD_LENGTH',
        `Must be between ${min} and ${max ?? 'any'} in length (is ${value.length}).`,
      );
    return value;
  }

  number({ max = Number.MAX_SAFE_INTEGER, min = 0, required = false }: NumberRule = {}): number | undefined {
    const { value } = this;
    if (value === undefined || value === null) {
      if (required) this.#missing();
      return undefined;
    }
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max)
      return value;
    this.wrong('NUMBER_TYPE_RANGE', `Must be an integer from ${min} to ${max}.`);
    return undefined;
  }

  flag(): boolean | undefined {
    const { value } = this;
    if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
    this.wrong('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    return undefined;
  }

  /** A URL with one of the schemes. */
  url(schemes: readonly string[], required = false, max = 2048): void {
    const text = this.text({ max, required });
    if (text === undefined || text === '') return;
    if (!schemes.some((scheme) => text.startsWith(`${scheme}://`)))
      this.wrong(
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${text.split(':')[0]}" is not supported: ${schemes.join(', ')}.`,
      );
    else if (!URL.canParse(text) || /\s/.test(text))
      this.wrong('URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  }

  items(max: number, min = 0): readonly Spot[] {
    const { value } = this;
    if (value === undefined || value === null) {
      if (min > 0) this.#missing();
      return [];
    }
    if (!Array.isArray(value)) {
      this.wrong('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length > max || value.length < min)
      this.wrong('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length (is ${value.length}).`);
    return value.map((item, at) => new Spot(item, [...this.path, `${at}`], this.#complaints));
  }

  oneOf<T extends number | string>(values: readonly T[], required = true): T | undefined {
    if (!this.isSet) {
      if (required) this.#missing();
      return undefined;
    }
    const found = values.find((value) => value === this.value);
    if (found === undefined) this.wrong('BASE_TYPE_CHOICES', `Value must be one of (${values.join(', ')}).`);
    return found;
  }

  snowflake(required = false): string | undefined {
    const text = this.text({ required });
    if (text !== undefined && !/^(0|[1-9]\d{0,19})$/.test(text))
      this.wrong('NUMBER_TYPE_COERCE', 'Value is not snowflake.');
    return text;
  }

  #missing(): void {
    this.wrong('BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** Throws 50035 with all complaints of the body, nested as Discord nests them. */
  finish(): void {
    if (this.#complaints.length === 0) return;
    const errors: Record<string, unknown> = {};
    for (const { path, code, message } of this.#complaints) nest(errors, path, { code, message });
    const words = this.#complaints.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw new Refusal(400, 50035, 'Invalid Form Body', { more: { errors }, violation: words.join('; ') });
  }
}

function nest(tree: Record<string, unknown>, path: readonly string[], error: object): void {
  let node = tree;
  for (const key of path) {
    const next = node[key];
    const child = isRecord(next) ? next : {};
    node[key] = child;
    node = child;
  }
  const known = node._errors;
  node._errors = [...(Array.isArray(known) ? known : []), error];
}

/** An object is all that a body may be. */
export function bodyOf(body: unknown): Spot {
  if (!isRecord(body)) throw broken(400, 50109, 'The request body contains invalid JSON.');
  return new Spot(body);
}
