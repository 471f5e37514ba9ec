import { ADMIN_SUBSCRIPTION } from '../../domain/subscription/subscription.ts';
import type { Parcel } from '../../ports/platform.ts';
import { webAddress } from '../../render/clean.ts';
import { escapeHtml, htmlLink } from '../../render/html-escape.ts';
import { COLORS, inked, SANS } from '../../render/html-style.ts';
import { wrap } from '../../render/wrap.ts';
import { subscriptionWords } from '../words.ts';

/** Why one gets a mail, and how that ends. */
type Reason = { readonly why: string; readonly end: string; readonly link: string | null };

function reasonOf({ subscription }: Parcel): Reason {
  if (subscription.id === ADMIN_SUBSCRIPTION) {
    const end = 'It ends where that is taken out of its configuration.';
    return { why: 'You get this because this lorewatch knows you as its operator.', end, link: null };
  }
  const why = `You get this because of ${subscriptionWords(subscription)}.`;
  const link = webAddress(subscription.unsubscribe ?? null);
  if (link !== null) return { why, end: 'End this subscription', link };
  const end = `Who runs this lorewatch ends it with: lorewatch subscriptions remove ${subscription.id}`;
  return { why, end, link };
}

/** Behind the mark by which mail programs know a signature (RFC 3676, 4.3). */
export function textFooter(parcel: Parcel, width: number): string {
  const { why, end, link } = reasonOf(parcel);
  const last = link === null ? wrap(end, width) : [`${end}:`, link];
  return ['-- ', ...wrap(why, width), ...last, ''].join('\n');
}

/** Small print below the page. */
export function htmlFooter(parcel: Parcel): string {
  const { why, end, link } = reasonOf(parcel);
  const look = `max-width:640px;margin:0 auto;padding:16px 16px 32px;text-align:center;font:13px/19px ${SANS};word-break:break-word;overflow-wrap:anywhere`;
  const linked = inked('muted', 'text-decoration:underline');
  const page = parcel.post.what === 'digest' ? webAddress(parcel.post.url ?? null) : null;
  const last = [
    ...(page === null ? [] : [htmlLink('Read it on the web', page, linked)]),
    link === null ? escapeHtml(end) : htmlLink(end, link, linked),
  ].join(' · ');
  return `<div class="muted" style="color:${COLORS.muted.light};${look}">${escapeHtml(why)}<br>${last}</div>`;
}
