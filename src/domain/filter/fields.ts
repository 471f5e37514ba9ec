import { ITEM_KINDS } from '../item/item.ts';
import { MAIL_KINDS } from '../message.ts';
import { SERIES_STATES } from '../series/series.ts';
import { CATEGORIES } from '../verdict.ts';
import { FILTER_FLAGS, type FilterSubject } from './subject.ts';

/**
 * What a field takes. `text` is compared with a name or a person, `term` is looked for in words, `id` is the Message-ID
 * of a mail.
 */
export type FieldTakes = 'choice' | 'text' | 'glob' | 'number' | 'day' | 'term' | 'id';

/** A filter with a subject it matches and one it does not; what is not named is blank. */
export type FieldExample = {
  readonly filter: string;
  readonly matches: Partial<FilterSubject>;
  readonly misses: Partial<FilterSubject>;
};

export type FieldSpec = {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly takes: FieldTakes;
  /** What can stand there; given for `choice`, and only there. */
  readonly choices?: readonly string[];
  readonly examples: readonly FieldExample[];
};

const march = Date.parse('2026-03-01T00:00:00Z');

/** Every field of the filter language; parser, matcher, help and documentation all read this. */
export const FILTER_FIELDS = [
  {
    name: 'area',
    aliases: ['subsystem'],
    summary: 'A subsystem; `drm` also means what is below it, `drm/nova`.',
    takes: 'text',
    examples: [
      { filter: 'area:drm', matches: { areas: ['drm/nova'] }, misses: { areas: ['drmgr'] } },
      { filter: 'area:pci,net', matches: { areas: ['net'] }, misses: { areas: ['block'] } },
    ],
  },
  {
    name: 'author',
    aliases: ['from'],
    summary: 'A part of the name or of the mail address of who wrote it.',
    takes: 'text',
    examples: [
      {
        filter: 'author:ojeda',
        matches: { author: { name: 'Miguel Ojeda', email: 'mail@example.org' } },
        misses: { author: { name: 'A. Hacker', email: 'hacker@example.org' } },
      },
      {
        filter: 'author:"Miguel Ojeda"',
        matches: { author: { name: 'Miguel Ojeda', email: 'mail@example.org' } },
        misses: { author: { name: 'Miguel', email: 'miguel@example.org' } },
      },
    ],
  },
  {
    name: 'category',
    aliases: [],
    summary: 'How it is about the topic.',
    takes: 'choice',
    choices: CATEGORIES,
    examples: [
      { filter: 'category:code,build', matches: { category: 'build' }, misses: { category: 'cc-only' } },
    ],
  },
  {
    name: 'is',
    aliases: [],
    summary: 'What it is in the life of its series.',
    takes: 'choice',
    choices: FILTER_FLAGS,
    examples: [
      { filter: 'is:new', matches: { flags: ['new', 'rfc'] }, misses: { flags: ['revised'] } },
      { filter: 'is:applied', matches: { state: 'applied' }, misses: { state: 'posted' } },
    ],
  },
  {
    name: 'kind',
    aliases: [],
    summary: 'What kind of mail it is.',
    takes: 'choice',
    choices: [...MAIL_KINDS, ...ITEM_KINDS],
    examples: [
      { filter: 'kind:patch,cover', matches: { kind: 'cover' }, misses: { kind: 'reply' } },
      { filter: '-kind:reply', matches: { kind: 'patch' }, misses: { kind: 'reply' } },
    ],
  },
  {
    name: 'list',
    aliases: [],
    summary: 'A mailing list it was sent to.',
    takes: 'text',
    examples: [
      { filter: 'list:linux-pci', matches: { lists: ['lkml', 'linux-pci'] }, misses: { lists: ['lkml'] } },
    ],
  },
  {
    name: 'milestone',
    aliases: [],
    summary: 'A type of milestone it belongs to; `any` for whichever.',
    takes: 'text',
    examples: [
      { filter: 'milestone:any', matches: { milestones: ['toolchain-minimum'] }, misses: {} },
      {
        filter: 'milestone:toolchain-*',
        matches: { milestones: ['toolchain-minimum'] },
        misses: { milestones: ['first-driver'] },
      },
    ],
  },
  {
    name: 'path',
    aliases: ['file'],
    summary:
      'A file it changes: `*` within a folder, `**` across folders. A folder means all below it; a pattern without `/` is also held against the bare file name.',
    takes: 'glob',
    examples: [
      {
        filter: 'path:drivers/gpu/**',
        matches: { paths: ['drivers/gpu/nova-core/gpu.rs'] },
        misses: { paths: ['drivers/gpio/gpio.c'] },
      },
      {
        filter: 'path:rust/kernel',
        matches: { paths: ['rust/kernel/pci.rs'] },
        misses: { paths: ['rust/Makefile'] },
      },
      {
        filter: 'path:*.rs',
        matches: { paths: ['rust/kernel/pci.rs'] },
        misses: { paths: ['rust/helpers/pci.c'] },
      },
    ],
  },
  {
    name: 'relevant',
    aliases: [],
    summary: 'Whether it is about the topic.',
    takes: 'choice',
    choices: ['yes', 'weak', 'no'],
    examples: [{ filter: 'relevant:yes,weak', matches: { relevant: 'weak' }, misses: { relevant: 'no' } }],
  },
  {
    name: 'revision',
    aliases: ['rev'],
    summary: 'The revision of the series; takes `>=`, `<=`, `>`, `<` and `=`.',
    takes: 'number',
    examples: [
      { filter: 'revision:>=3', matches: { revision: 3 }, misses: { revision: 2 } },
      { filter: 'revision:v1,2', matches: { revision: 2 }, misses: { revision: null } },
    ],
  },
  {
    name: 'series',
    aliases: [],
    summary:
      'All of one series or pull request, whatever revision: named by the Message-ID of any of its mails, or a link to one.',
    takes: 'id',
    examples: [
      {
        filter: 'series:20260301-gizmo-v1-0@example.org',
        matches: { series: ['20260301-gizmo-v1-0@example.org', '20260308-gizmo-v2-0@example.org'] },
        misses: { series: ['20260301-gadget-v1-0@example.org'] },
      },
    ],
  },
  {
    name: 'since',
    aliases: [],
    summary: 'Not before this day (UTC).',
    takes: 'day',
    examples: [{ filter: 'since:2026-03-01', matches: { date: march }, misses: { date: march - 1 } }],
  },
  {
    name: 'state',
    aliases: [],
    summary: 'How far the series has come.',
    takes: 'choice',
    choices: SERIES_STATES,
    examples: [{ filter: 'state:applied,merged', matches: { state: 'merged' }, misses: { state: null } }],
  },
  {
    name: 'subject',
    aliases: ['title'],
    summary: 'A word, `prefix*` or "phrase" in the subject.',
    takes: 'term',
    examples: [
      { filter: 'subject:pci', matches: { subject: 'rust: PCI: fix' }, misses: { subject: 'rust: pcie' } },
      {
        filter: 'subject:"rust: pci"',
        matches: { subject: 'rust: PCI: fix' },
        misses: { subject: 'pci: rust' },
      },
    ],
  },
  {
    name: 'tag',
    aliases: ['trailer'],
    summary: 'A trailer it has or was given.',
    takes: 'text',
    examples: [
      { filter: 'tag:reviewed-by', matches: { tags: ['Reviewed-by'] }, misses: { tags: ['Acked-by'] } },
    ],
  },
  {
    name: 'until',
    aliases: [],
    summary: 'Not after this day (UTC), which is still included.',
    takes: 'day',
    examples: [{ filter: 'until:2026-02-28', matches: { date: march - 1 }, misses: { date: march } }],
  },
] as const satisfies readonly FieldSpec[];

export type FieldName = (typeof FILTER_FIELDS)[number]['name'];

type NamedSpec = FieldSpec & { readonly name: FieldName };

const byName = new Map<string, NamedSpec>(
  FILTER_FIELDS.flatMap((field: NamedSpec) =>
    [field.name, ...field.aliases].map((name) => [name, field] as const),
  ),
);

/** The field of this name or alias, in any case of letters. */
export function findField(name: string): NamedSpec | undefined {
  return byName.get(name.toLowerCase());
}

/** All names that can stand before a colon, the aliases too. */
export function fieldNames(): string[] {
  return [...byName.keys()];
}
