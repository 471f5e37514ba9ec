import type { Answer, AnswerPart } from '../domain/answer/answer.ts';
import type { Ask } from '../domain/answer/ask.ts';
import type { CommandSpec, OptionSpec } from '../domain/answer/command-spec.ts';
import { FILTER_FIELDS, type FieldSpec } from '../domain/filter/fields.ts';
import { nearest } from '../domain/filter/nearest.ts';
import { defineCommand, type Wrong } from './command.ts';
import { answerTitle } from './told/phrases.ts';
import { typedFor } from './told/typed.ts';

const FILTER = 'filter';
const CHOICES_SHOWN = 12;

type Wish = { readonly about: string };

export const helpCommand = defineCommand<Wish>({
  spec: {
    name: 'help',
    summary: 'what can be asked, how one command is used, or the fields of a filter',
    detail:
      'Without a word: all commands. With the name of one: how it is used. "help filter": what a filter can say.',
    options: [{ name: 'about', summary: 'a command, or "filter"', kind: 'text' }],
    rest: 'about',
    manages: false,
    examples: ['help', 'help subscribe', 'help filter'],
  },
  read: ({ values: { about = '' } }) => ({ about: about.trim().toLowerCase() }),
  act: ({ specs, topic }, { about }, asker, ask): Answer | Wrong => {
    const shown = specs.filter(({ hidden }) => hidden !== true);
    const typed = (words: string): string => typedFor(asker, words, specs);
    const place: Place = { typed, hasFields: asker.platform === 'discord' };
    if (about === '') return allCommands(shown, topic.title, place, ask);
    if (about === FILTER || about === 'filters') return filterFields(place, ask);
    const spec = shown.find(({ name }) => name === about);
    return spec ? oneCommand(spec, place, ask) : unknown(about, shown);
  },
});

/** How commands are written where he is; `hasFields`: each option has a field of its own. */
type Place = { readonly typed: (words: string) => string; readonly hasFields: boolean };

function allCommands(
  specs: readonly CommandSpec[],
  title: string,
  { typed, hasFields }: Place,
  ask: Ask,
): Answer {
  return {
    tone: 'told',
    title: answerTitle(`What can be asked about ${title}`),
    parts: [
      {
        what: 'facts',
        facts: specs.map(({ name, summary }) => ({ label: name, value: [summary] })),
      },
      {
        what: 'text',
        lines: [
          [
            'Written as ',
            { text: typed('search area:gpio kind:patch'), style: 'code' },
            '. Only you see the answer, unless ',
            { text: 'share', style: 'code' },
            hasFields ? ' is set.' : ' is the last word.',
          ],
        ],
      },
    ],
    buttons: [
      { label: 'How to subscribe', ask: helpFor('subscribe') },
      { label: 'What a filter can say', ask: helpFor(FILTER) },
    ].filter(
      ({ ask: { values } }) => values.about === FILTER || specs.some(({ name }) => name === values.about),
    ),
    ask,
  };
}

function helpFor(about: string): Ask {
  return { command: 'help', values: { about }, page: 0 };
}

function oneCommand(spec: CommandSpec, { typed, hasFields }: Place, ask: Ask): Answer {
  const { name, summary, detail, options, examples, rest } = spec;
  const takesFilter = options.some(({ suggests }) => suggests === FILTER);
  const facts = options.map((option) => ({
    label: hasFields ? option.name : optionLabel(option, rest),
    value: [optionWords(option)],
  }));
  return {
    tone: 'told',
    title: answerTitle(`${name}: ${summary}`),
    parts: [
      { what: 'text', lines: [[detail.replace(/\s+/g, ' ')]] },
      ...(facts.length === 0 ? [] : [{ what: 'facts', facts } as const]),
      { what: 'heading', text: 'Examples' },
      { what: 'code', text: examples.map(typed).join('\n') },
    ],
    buttons: takesFilter ? [{ label: 'What a filter can say', ask: helpFor(FILTER) }] : [],
    ask,
  };
}

/** The words that stand for themselves need no name. */
function optionLabel({ name, kind }: OptionSpec, rest: string | undefined): string {
  if (name === rest) return name;
  return kind === 'flag' ? `--${name}` : `--${name} …`;
}

function optionWords({ summary, choices, required }: OptionSpec): string {
  const which = choices === undefined ? '' : `: ${listed(choices)}`;
  return `${summary}${which}${required === true ? ' (must be given)' : ''}`;
}

function listed(choices: readonly string[]): string {
  const more = choices.length > CHOICES_SHOWN ? ', …' : '';
  return `${choices.slice(0, CHOICES_SHOWN).join(', ')}${more}`;
}

function filterFields({ typed }: Place, ask: Ask): Answer {
  const fields: readonly FieldSpec[] = FILTER_FIELDS;
  const facts = fields.map(({ name, summary, choices, examples }) => ({
    label: `${name}:`,
    value: [
      `${summary}${choices === undefined ? '' : ` ${listed(choices)}.`} `,
      { text: examples[0]?.filter ?? `${name}:`, style: 'code' } as const,
    ],
  }));
  const grammar: AnswerPart = {
    what: 'text',
    lines: [
      [
        'Words, fields and (groups) side by side must all hold. ',
        { text: 'OR', style: 'code' },
        ' between them: one is enough. ',
        { text: '-', style: 'code' },
        ' before one: not that.',
      ],
      [
        '"Words in quotes" stand together, ',
        { text: 'word*', style: 'code' },
        ' may go on, and ',
        { text: 'area:drm,pci', style: 'code' },
        ' means either.',
      ],
    ],
  };
  const example = typed('search area:drm (kind:patch OR kind:pull) -is:rfc "device tree"');
  return {
    tone: 'told',
    title: 'What a filter can say',
    parts: [grammar, { what: 'code', text: example }, { what: 'facts', facts }],
    buttons: [],
    ask,
  };
}

function unknown(about: string, specs: readonly CommandSpec[]): Wrong {
  const names = [...specs.map(({ name }) => name), FILTER];
  const near = nearest(about, names);
  const hint = near === undefined ? `there is ${names.join(', ')}` : `did you mean \`help ${near}\`?`;
  return { wrong: `there is no help about \`${about.slice(0, 40)}\`; ${hint}` };
}
