import { describe, expect, it } from 'vitest';
import { checkBlocks, checkMetadata } from './blocks.ts';
import { pingsOfBlocks, readMrkdwn } from './mrkdwn.ts';
import { readBlocks } from './seen.ts';
import { checkView } from './views.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more: object = {}) => ({ type: 'button', text: plain('Why'), action_id: 'why', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const noFile = () => false;
const errorsOf = (...blocks: unknown[]) => checkBlocks(blocks, 'message', noFile).errors;

describe('blocks that are right', () => {
  it.each([
    ['a section', [section('a')]],
    ['the longest section', [section('a'.repeat(3000))]],
    ['ten fields', [{ type: 'section', fields: times(10, mrkdwn('a'.repeat(200))) }]],
    ['a header', [{ type: 'header', text: plain('a'.repeat(150)) }]],
    ['a context', [{ type: 'context', elements: times(10, mrkdwn('a')) }]],
    ['25 buttons', [actions(...times(25, 0).map((_, at) => button({ action_id: `a${at}` })))]],
    ['a link', [actions({ ...button(), url: 'https://lore.example.org/a' })]],
    ['a picture', [{ type: 'image', alt_text: 'bars', image_url: 'https://example.org/a.png' }]],
    ['fifty blocks', times(50, { type: 'divider' })],
    ['the same action in two blocks', [actions(button()), actions(button())]],
    [
      'rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a' }] }],
        },
      ],
    ],
  ])('takes %s', (_, blocks) => {
    expect(checkBlocks(blocks, 'message', noFile)).toEqual({ errors: [], tooLong: false });
  });
});

describe('blocks that are wrong', () => {
  it.each([
    ['no blocks', [], '/blocks'],
    ['51 blocks', times(51, { type: 'divider' }), '/blocks'],
    ['an empty text', [section('')], '/blocks/0/text/text'],
    ['a long section', [section('a'.repeat(3001))], '/blocks/0/text/text'],
    ['11 fields', [{ type: 'section', fields: times(11, mrkdwn('a')) }], '/blocks/0/fields'],
    ['a long field', [{ type: 'section', fields: [mrkdwn('a'.repeat(2001))] }], '/blocks/0/fields/0/text'],
    ['a section of nothing', [{ type: 'section' }], '/blocks/0'],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('a') }], '/blocks/0/text/type'],
    ['a long header', [{ type: 'header', text: plain('a'.repeat(151)) }], '/blocks/0/text/text'],
    ['11 in a context', [{ type: 'context', elements: times(11, mrkdwn('a')) }], '/blocks/0/elements'],
    ['a button in a context', [{ type: 'context', elements: [button()] }], '/blocks/0/elements/0/type'],
    [
      '26 buttons',
      [actions(...times(26, 0).map((_, at) => button({ action_id: `a${at}` })))],
      '/blocks/0/elements',
    ],
    ['no buttons', [actions()], '/blocks/0/elements'],
    ['a long label', [actions(button({ text: plain('a'.repeat(76)) }))], '/blocks/0/elements/0/text/text'],
    ['a long value', [actions(button({ value: 'a'.repeat(2001) }))], '/blocks/0/elements/0/value'],
    ['a long action_id', [actions(button({ action_id: 'a'.repeat(256) }))], '/blocks/0/elements/0/action_id'],
    ['a wrong style', [actions(button({ style: 'green' }))], '/blocks/0/elements/0/style'],
    ['no address', [actions(button({ url: 'javascript:alert(1)' }))], '/blocks/0/elements/0/url'],
    [
      'a long address',
      [actions(button({ url: `https://example.org/${'a'.repeat(3000)}` }))],
      '/blocks/0/elements/0/url',
    ],
    ['an action_id twice in a block', [actions(button(), button())], '/blocks/0'],
    [
      'a block_id twice',
      [
        { ...section('a'), block_id: 'b' },
        { ...section('b'), block_id: 'b' },
      ],
      '/blocks/1/block_id',
    ],
    ['a long block_id', [{ ...section('a'), block_id: 'b'.repeat(256) }], '/blocks/0/block_id'],
    ['an unknown block', [{ type: 'embed' }], '/blocks/0/type'],
    ['an unknown key', [{ ...section('a'), colour: 'red' }], '/blocks/0/colour'],
    ['a picture without words', [{ type: 'image', image_url: 'https://example.org/a.png' }], '/blocks/0'],
    ['a picture of nothing', [{ type: 'image', alt_text: 'a' }], '/blocks/0'],
    [
      'a picture that was not uploaded',
      [{ type: 'image', alt_text: 'a', slack_file: { id: 'F1' } }],
      '/blocks/0/slack_file',
    ],
    [
      '101 options',
      [
        actions({
          type: 'static_select',
          action_id: 'a',
          options: times(101, { text: plain('a'), value: 'a' }),
        }),
      ],
      '/blocks/0/elements/0/options',
    ],
  ])('refuses %s', (_, blocks, at) => {
    expect(errorsOf(...blocks).map((error) => error.replace(/^.*\[json-pointer:(.*)\]$/, '$1'))).toContain(
      at,
    );
  });

  it('measures all texts together', () => {
    expect(checkBlocks(times(5, section('a'.repeat(2700))), 'message', noFile).tooLong).toBe(true);
    expect(checkBlocks(times(4, section('a'.repeat(2700))), 'message', noFile).tooLong).toBe(false);
  });
});

describe('views', () => {
  const input = {
    type: 'input',
    block_id: 'f',
    label: plain('Filter'),
    element: { type: 'plain_text_input', action_id: 'v' },
  };
  const modal = { type: 'modal', title: plain('Subscribe'), submit: plain('Subscribe'), blocks: [input] };

  it('takes a form', () => {
    expect(checkView(modal, 'modal', noFile)).toEqual([]);
    expect(checkView({ type: 'home', blocks: times(100, { type: 'divider' }) }, 'home', noFile)).toEqual([]);
  });

  it.each([
    ['a long title', { ...modal, title: plain('a'.repeat(25)) }],
    ['a long button', { ...modal, submit: plain('a'.repeat(25)) }],
    ['inputs without a button', { type: 'modal', title: plain('a'), blocks: [input] }],
    ['long metadata', { ...modal, private_metadata: 'a'.repeat(3001) }],
    ['a long callback_id', { ...modal, callback_id: 'a'.repeat(256) }],
    ['101 blocks', { ...modal, blocks: times(101, { type: 'divider' }) }],
    ['a home as a modal', { type: 'home', blocks: [] }],
    ['an unknown key', { ...modal, colour: 'red' }],
  ])('refuses %s', (_, view) => {
    expect(checkView(view, 'modal', noFile)).not.toEqual([]);
  });
});

describe('what a person sees', () => {
  it('reads mrkdwn', () => {
    const nameOf = (id: string) => ({ U1: 'ada' })[id];
    expect(readMrkdwn('*bold* _and_ ~gone~ `a*b` snake_case_name 2*3*4', nameOf)).toBe(
      'bold and gone a*b snake_case_name 2*3*4',
    );
    expect(readMrkdwn('<https://example.org/a|a &amp; b> <https://example.org> <@U1>', nameOf)).toBe(
      'a & b (https://example.org/a) https://example.org @ada',
    );
    expect(readMrkdwn('<!date^1700000000^{date}|14 Nov>', nameOf)).toBe('14 Nov');
  });

  it('reads blocks, and finds whom they ping', () => {
    const blocks = [
      { type: 'header', text: plain('Rust &lt;week&gt;') },
      { type: 'section', text: mrkdwn('*a* <!here>'), accessory: button() },
      actions(button(), button({ text: plain('Follow') })),
    ];
    expect(readBlocks(blocks, () => undefined)).toBe('Rust <week>\na @here\n[Why]\n[Why] [Follow]');
    expect(pingsOfBlocks(blocks)).toEqual(['<!here>']);
    expect(pingsOfBlocks([{ type: 'header', text: plain('<!channel>') }])).toEqual([]);
  });
});

describe('metadata', () => {
  it('is flat', () => {
    expect(checkMetadata({ event_type: 'delivery', event_payload: { id: 'a', n: 1 } })).toBeUndefined();
    expect(checkMetadata({ event_type: 'delivery', event_payload: { a: { b: { c: 1 } } } })).toBe(
      'invalid_metadata_schema',
    );
    expect(checkMetadata({ event_type: 'delivery', event_payload: { a: 'x'.repeat(16_000) } })).toBe(
      'metadata_too_large',
    );
    expect(checkMetadata('x')).toBe('invalid_metadata_format');
  });
});
