import { describe, expect, it } from 'vitest';
import { checkValues, readWords } from '../../src/commands/read-words.ts';
import { type CommandSpec, SHARE_OPTION } from '../../src/domain/answer/command-spec.ts';

const base = { summary: 's', detail: 'd', manages: false, examples: ['find bindgen'] };
const FIND: CommandSpec = {
  ...base,
  name: 'find',
  rest: 'filter',
  options: [
    { name: 'filter', summary: 'What to look for', kind: 'text', required: true },
    { name: 'order', summary: 'the order', kind: 'text', choices: ['newest', 'relevance'] },
    { name: 'limit', summary: 'how many', kind: 'number' },
    { name: 'major', summary: 'only major ones', kind: 'flag' },
    SHARE_OPTION,
  ],
};
const PLAIN: CommandSpec = { ...base, name: 'status', options: [] };
const FORM: CommandSpec = {
  ...base,
  name: 'subscribe',
  rest: 'filter',
  options: [{ name: 'filter', summary: 'f', kind: 'text', required: true }],
  form: { title: 'Subscribe', send: 'Subscribe', fields: [{ option: 'filter', label: 'Filter', hint: 'h' }] },
};
const HELP: CommandSpec = {
  ...base,
  name: 'help',
  rest: 'command',
  options: [{ name: 'command', summary: 'c', kind: 'text' }],
};
const HIDDEN: CommandSpec = { ...base, name: 'home', options: [], hidden: true };
const SPECS = [FIND, PLAIN, FORM, HELP, HIDDEN];
const read = (words: string) => readWords(words, SPECS);
const values = (words: string) => {
  const ask = read(words);
  return 'wrong' in ask ? expect.fail(ask.wrong) : ask.values;
};
const wrong = (words: string) => {
  const ask = read(words);
  return 'wrong' in ask ? ask.wrong : expect.fail(JSON.stringify(ask));
};

describe('words behind the name of the program', () => {
  it('are a command, what stands for itself, and options', () => {
    expect(read('find area:drm "pin init" --order relevance --limit=5 --major')).toEqual({
      command: 'find',
      values: { filter: 'area:drm "pin init"', order: 'relevance', limit: '5', major: 'yes' },
      page: 0,
    });
  });

  it('may be typed in any case of the command, and with blanks', () => {
    expect(values('  FIND   bindgen ')).toEqual({ filter: 'bindgen' });
  });

  it('keep what a filter says, with its minus, brackets and quotes', () => {
    const filter = '-kind:reply (area:drm OR author:"Ada Holm")';
    expect(values(`find ${filter}`)).toEqual({ filter });
  });

  it('come from phones with other quotes and dashes', () => {
    expect(values('find \u201cpin init\u201d \u2014major')).toEqual({ filter: '"pin init"', major: 'yes' });
  });

  it('end with `share`, where the command has it', () => {
    expect(values('find bindgen share')).toEqual({ filter: 'bindgen', share: 'yes' });
    expect(values('find share bindgen')).toEqual({ filter: 'share bindgen' });
    expect(wrong('status share')).toBe('`status` takes no words; `help status` shows what it takes');
  });

  it('ask for help with nothing, with help and with a question mark', () => {
    for (const words of ['', '  ', 'help', '?', '--help'])
      expect(read(words), words).toEqual({ command: 'help', values: {}, page: 0 });
    expect(values('help find')).toEqual({ command: 'find' });
  });

  it('leave a form to ask for what is missing', () => {
    expect(read('subscribe')).toEqual({ command: 'subscribe', values: {}, page: 0 });
  });

  it.each([
    ['finf x', 'there is no command `finf`; did you mean `find`?'],
    ['xyzzy', 'there is no command `xyzzy`; there is find, status, subscribe, help'],
    ['home', 'there is no command `home`; there is find, status, subscribe, help'],
    ['find x --oder newest', '`find` has no option `--oder`; did you mean `--order`?'],
    ['status --x', '`status` has no option `--x`; it takes none'],
    ['find x --order', 'behind `--order` something is missing: the order'],
    ['find x --order best', '`order` takes newest, relevance, not `best`'],
    ['find x --limit many', '`limit` takes a number, not `many`'],
    ['find --major', '`find` wants what to look for, as in `find bindgen`'],
  ])('tell what is wrong with %j', (words, sentence) => {
    expect(wrong(words)).toBe(sentence);
  });

  it('are bounded', () => {
    expect(wrong(`find ${'x'.repeat(5000)}`)).toBe('that is too long: at most 3000 characters');
  });

  it('are read in time, however they are made', () => {
    const began = performance.now();
    read(`find ${'"'.repeat(2900)}`);
    read(`find ${' " '.repeat(900)}`);
    expect(performance.now() - began).toBeLessThan(200);
  });
});

describe('values from a form or a menu', () => {
  it('are held against what the command takes', () => {
    expect(checkValues(FIND, { filter: 'x', order: 'newest' })).toBeUndefined();
    expect(checkValues(FIND, { filter: 'x', evil: '1' })).toMatch(/no option `--evil`/);
    expect(checkValues(FIND, { filter: '' })).toMatch(/wants what to look for/);
  });
});
