import { describe, expect, it } from 'vitest';
import { isChallenge, isHtml } from '../../../src/sources/http/challenge.ts';

const HTML = 'text/html; charset=utf-8';
const page = (head: string, body: string) =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const essay = `<p>${'The maintainers spoke of many things that day. '.repeat(200)}</p>`;

describe('a bot check', () => {
  it.each([
    ['Anubis', page('<title>Making sure you&#39;re not a bot!</title>', '<p>Loading...</p>')],
    [
      'Anubis, translated',
      page(
        '<title>Ein Augenblick</title><script id="anubis_challenge" type="application/json">{}</script>',
        '',
      ),
    ],
    [
      'its script alone',
      page('', `${essay}<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>`),
    ],
    ['Cloudflare', page('<title>Just a moment...</title>', '<script>window._cf_chl_opt={}</script>')],
    [
      'its block',
      page('<title>Attention Required! | Cloudflare</title>', '<h1>Sorry, you have been blocked</h1>'),
    ],
    [
      'its old one',
      page('<title>example.org</title>', '<h1>Checking your browser before accessing example.org.</h1>'),
    ],
    ['a form', page('<title>x</title>', '<form class="cf-chl-widget"></form>')],
    ['in capitals', '<HTML><HEAD><TITLE>JUST A MOMENT...</TITLE></HEAD></HTML>'],
    [
      'behind comments',
      `\uFEFF <!-- x --><?xml version="1.0"?><!DOCTYPE html>${page('<title>Just a moment...</title>', '')}`,
    ],
  ])('%s', (_, body) => {
    expect(isChallenge(HTML, body)).toBe(true);
    expect(isChallenge('application/atom+xml', body)).toBe(true);
  });

  it.each([
    [
      'a feed that tells of one',
      'application/rss+xml',
      '<?xml version="1.0"?><rss><title>Just a moment... Making sure you\'re not a bot anubis_challenge cf-chl</title></rss>',
    ],
    ['a feed sent as HTML', HTML, '<?xml version="1.0"?><feed><title>Checking your browser</title></feed>'],
    ['RDF', HTML, '<rdf:RDF><title>Attention Required</title></rdf:RDF>'],
    ['an article on them', HTML, page("<title>Making sure you're not a bot: Anubis</title>", essay)],
    [
      'an article that quotes them',
      HTML,
      page(
        '<title>News</title>',
        `${essay} Just a moment... <pre>&lt;script id="anubis_challenge"&gt;</pre>`,
      ),
    ],
    ['a link to one', HTML, page('<title>News</title>', `${essay}<a href="/anubis">x</a>`)],
    ['plain text', 'text/plain', 'Just a moment... anubis cf-chl'],
    ['JSON', 'application/json', '{"title":"Just a moment..."}'],
    ['nothing', HTML, ''],
    ['a common page', HTML, page('<title>No messages found</title>', '<p>none</p>')],
  ])('is not: %s', (_, type, body) => {
    expect(isChallenge(type, body)).toBe(false);
  });

  it('takes time in proportion to a hostile page', () => {
    for (const piece of ['<script>', '<!--', '<', '</', '<title>', '<?', '<!', ' ', '&nbsp;', '&#0000']) {
      const started = performance.now();
      isChallenge(HTML, `<html>${piece.repeat(65_536 / piece.length)}`);
      isChallenge(HTML, piece.repeat(65_536 / piece.length));
      expect(performance.now() - started).toBeLessThan(250);
    }
  });

  it('knows HTML by its root first', () => {
    expect(isHtml('text/plain', '<html>')).toBe(true);
    expect(isHtml('text/html', 'Hello')).toBe(true);
    expect(isHtml('text/plain', 'Hello <html>')).toBe(false);
  });
});
