import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithCorpus } from '../../corpus.ts';
import { COMMON_ERRORS } from './method-spec.ts';
import { METHODS } from './methods.ts';

type Reference = Readonly<
  Record<
    string,
    { readonly args: Readonly<Record<string, { readonly required?: boolean }>>; readonly errors: object }
  >
>;

/** Errors that Slack documents elsewhere, or that everybody meets, and that the reference leaves out. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  // The older specification lists it; texts are cut there only in the documents.
  'chat.postMessage': ['msg_too_long'],
};

describeWithCorpus('the table of methods and the reference', (corpus) => {
  const reference: Reference = JSON.parse(
    readFileSync(join(corpus, 'specs/slack-methods-ref-2026-08.json'), 'utf8'),
  );
  const shared = Object.keys(METHODS).filter((method) => Object.hasOwn(reference, method));

  it('knows most of the methods', () => {
    expect(shared.length).toBeGreaterThanOrEqual(23);
  });

  it.each(shared)(
    '%s takes no argument that the reference does not know, and asks for what it asks',
    (method) => {
      const mine = METHODS[method]?.args ?? {};
      const theirs = reference[method]?.args ?? {};
      expect(Object.keys(mine).filter((name) => !Object.hasOwn(theirs, name))).toEqual([]);
      const required = Object.keys(theirs).filter((name) => theirs[name]?.required === true);
      expect(required.filter((name) => !mine[name]?.endsWith('!'))).toEqual([]);
    },
  );

  it.each(shared)('%s answers no error that the reference does not list', (method) => {
    const theirs = reference[method]?.errors ?? {};
    const mine = [...(METHODS[method]?.errors ?? []), ...COMMON_ERRORS];
    const besides = BESIDES[method] ?? [];
    expect(mine.filter((error) => !Object.hasOwn(theirs, error) && !besides.includes(error))).toEqual([]);
  });
});
