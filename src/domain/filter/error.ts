/** A mistake in a filter. `at` is a 0-based index into the text, `at + length` never beyond its end + 1. */
export type FilterError = {
  readonly at: number;
  readonly length: number;
  /** One sentence for the person who typed it, without a full stop. */
  readonly message: string;
  /** What could stand there instead, the likeliest first. */
  readonly expected: readonly string[];
};

export type Failure = { readonly ok: false; readonly error: FilterError };
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Failure;

/** A part of the text: from `at` up to, not including, `end`. */
export type Span = { readonly at: number; readonly end: number };

/** What can start a term. */
export const TERM_STARTS: readonly string[] = ['word', '"phrase"', 'field:value', '('];

/** A mistake at `span`; an empty span still points at one place. */
export function failure(span: Span, message: string, expected: readonly string[]): Failure {
  return { ok: false, error: { at: span.at, length: Math.max(1, span.end - span.at), message, expected } };
}

/** `a`, `b` or `c`: names as a sentence has them. */
export function orList(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
