import { describe, expect, it } from 'vitest';
import {
  bound,
  code,
  escapeMrkdwn,
  link,
  plain,
  preformatted,
  unescapeMrkdwn,
  words,
} from '../../../../src/platforms/slack/render/escape.ts';

const HERE = 'https://lore.example.org/r/a@b/';

describe('mrkdwn', () => {
  it.each([
    ['R8: <!channel> & <@U1> </b>', 'R8: &lt;!channel&gt; &amp; &lt;@U1&gt; &lt;/b&gt;'],
    ['rust: *bold* `code` ~gone~', 'rust: \u2217bold\u2217 \u2018code\u2019 \u223cgone\u223c'],
    ['rename to rust_binder', 'rename to rust_binder'],
    ['an _emphasis_ and __init__', 'an \u02cdemphasis\u02cd and \u02cd\u02cdinit\u02cd\u02cd'],
    ['> quoted', '\u203a quoted'],
    ['ping @here and @Channel', 'ping @\u200bhere and @\u200bChannel'],
    ['from:ada@here.example.org', 'from:ada@here.example.org'],
    ['drm:rust:fix', 'drm:\u200brust:fix'],
    ['rust: add x', 'rust: add x'],
  ])('R8: %s is text', (text, made) => {
    expect(escapeMrkdwn(text)).toBe(made);
    expect(unescapeMrkdwn(made)).toBe(text);
  });

  it('R7: what is too long ends between graphemes, and within its escapes', () => {
    expect(bound('ab\u{1f469}\u200d\u{1f469}\u200d\u{1f467}cd', 6)).toBe('ab…');
    expect(words('&&&&&&', 16)).toBe('&amp;&amp;&amp;…');
    expect(words('x'.repeat(50), 20)).toBe(`${'x'.repeat(19)}…`);
    expect(bound(`a${'\u200d'.repeat(500)}b`, 100)).toBe('…');
    expect(plain('1234567890', 5)).toBe('1234…');
    expect(bound('exact', 5)).toBe('exact');
  });

  it('right-to-left marks, zero width and half characters are gone', () => {
    expect(words('a\u202eb\u200fc\u2066d\u200be\ufefff', 100)).toBe('abcdef');
    expect(words('x\ud800y', 100)).toBe('x\ufffdy');
  });

  it('a link is whole or only its text', () => {
    expect(link('a > b', HERE, 100)).toBe(`<${HERE}|a &gt; b>`);
    expect(link('a', 'https://x.example.org/?a=1&b=2', 100)).toBe('<https://x.example.org/?a=1&amp;b=2|a>');
    expect(link('a', 'javascript:alert(1)', 100)).toBe('a');
    expect(link('a', `https://x.example.org/${'y'.repeat(700)}`, 100)).toBe('a');
  });

  it('code holds what it is given, and nothing ends it', () => {
    expect(code('v2 `x` <b>', 100)).toBe('`v2 \u2018x\u2019 &lt;b&gt;`');
    expect(code('', 100)).toBe('');
    expect(preformatted('area:drm  and ```x\n          ^^^', 200)).toBe(
      '```\narea:drm  and \u2018\u2019\u2019x\n          ^^^\n```',
    );
    expect(preformatted('\n \n', 200)).toBe('');
  });
});
