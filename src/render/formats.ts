import type { Digest } from '../domain/digest.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import type { RenderOptions } from './options.ts';
import { renderText } from './text.ts';

/** A way to write a digest down. */
export type DigestFormat = {
  readonly summary: string;
  /** Without the dot. */
  readonly extension: string;
  readonly contentType: string;
  readonly render: (digest: Digest, options?: RenderOptions) => string;
};

/** Every format a digest can be written in, by its id. */
export const DIGEST_FORMATS = {
  text: {
    summary: 'plain text, 72 columns, as a mail to a mailing list looks',
    extension: 'txt',
    contentType: 'text/plain; charset=utf-8',
    render: renderText,
  },
  markdown: {
    summary: 'GitHub flavoured Markdown',
    extension: 'md',
    contentType: 'text/markdown; charset=utf-8',
    render: renderMarkdown,
  },
  html: {
    summary: 'one HTML file, for mail clients and browsers',
    extension: 'html',
    contentType: 'text/html; charset=utf-8',
    render: renderHtml,
  },
  json: {
    summary: 'JSON, for programs',
    extension: 'json',
    contentType: 'application/json; charset=utf-8',
    render: renderJson,
  },
} as const satisfies Record<string, DigestFormat>;

export type DigestFormatId = keyof typeof DIGEST_FORMATS;

export const DIGEST_FORMAT_IDS = Object.keys(DIGEST_FORMATS) as readonly DigestFormatId[];
