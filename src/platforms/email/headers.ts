import { ADMIN_SUBSCRIPTION } from '../../domain/subscription/subscription.ts';
import type { Parcel, Post } from '../../ports/platform.ts';
import { webAddress } from '../../render/clean.ts';

/** Name and value; the value is ASCII, without line breaks, as it is to stand in the mail. */
export type Header = { readonly key: string; readonly value: string };

/** Of ours alone; a receipt comes from a store. */
const MESSAGE_ID = /^<[A-Za-z0-9-]{1,64}\.lorewatch@[a-z0-9.-]{1,253}>$/;

/** The same for the same delivery, however often it is sent: who gets it twice sees it once. RFC 5322, 3.6.4 */
export function messageIdOf(key: string, domain: string): string {
  return `<${key.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 64)}.lorewatch@${domain}>`;
}

/** The mail that one answers to; undefined where it begins a thread. */
export function parentOf(post: Post): string | undefined {
  const id = post.what === 'line' ? post.under?.messageId : undefined;
  return id !== undefined && MESSAGE_ID.test(id) ? id : undefined;
}

/**
 * What tells programs that a program wrote it (RFC 3834), which list it is of (RFC 2919), and how it is left with one
 * click (RFC 2369, RFC 8058).
 */
export function headersOf({ subscription }: Parcel, domain: string, program: string): Header[] {
  const { id } = subscription;
  const list =
    id === ADMIN_SUBSCRIPTION
      ? `lorewatch notices <notices.lorewatch.${domain}>`
      : `lorewatch subscription ${id} <s${id}.lorewatch.${domain}>`;
  return [
    { key: 'List-ID', value: list },
    ...unsubscribe(subscription.unsubscribe),
    { key: 'Auto-Submitted', value: 'auto-generated' },
    { key: 'X-Auto-Response-Suppress', value: 'All' },
    { key: 'Precedence', value: 'list' },
    { key: 'X-Mailer', value: program.replace(/[^!-~ ]/g, '').slice(0, 60) },
  ];
}

/** One click asks for https; a page without is for humans alone. */
function unsubscribe(address: string | undefined): Header[] {
  const url = webAddress(address ?? null);
  if (url === null || !/^[\u0021-\u007e]{1,900}$/.test(url)) return [];
  const page = { key: 'List-Unsubscribe', value: `<${url}>` };
  return url.startsWith('https://')
    ? [page, { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }]
    : [page];
}
