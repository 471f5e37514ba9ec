import type { Catalog } from '../catalog/catalog.ts';
import { UserError } from '../ports/errors.ts';
import type { Http } from '../ports/http.ts';
import type { CliContext } from './context.ts';

/** What a header can carry: no line breaks, nothing beyond ASCII (RFC 9110, 5.5). */
const CONTACT = /^[\x21-\x7e][\x20-\x7e]{0,198}[\x21-\x7e]$/;

/**
 * The client for everything that is fetched; to be closed. Throws UserError where nobody said who is asking: a
 * server that does not know whom to write to blocks instead.
 */
export async function openHttp(context: CliContext, catalog: Catalog): Promise<Http> {
  const { userAgent } = await import('./user-agent.ts');
  const { createHttp } = await import('../sources/http/client.ts');
  return createHttp({
    userAgent: userAgent(context.version, checkContact(catalog.contact)),
    pause: catalog.http.pause,
    proxy: context.settings.proxy,
    allowPrivate: catalog.http.allowPrivate,
    now: context.now,
  });
}

/** A mail address, or the address of a page. Throws UserError where it is neither, or nobody gave one. */
export function checkContact(contact: string | undefined): string {
  if (contact === undefined) {
    throw new UserError(
      'say who is asking: set LOREWATCH_CONTACT, or `contact` in the configuration, to a mail address or a page of yours; it goes into the User-Agent, so that whoever runs a server can reach you instead of blocking you',
    );
  }
  const isMail = /^[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+$/.test(contact);
  const isPage = /^https?:\/\/[^\s()<>]+$/.test(contact);
  if (CONTACT.test(contact) && (isMail || isPage)) return contact;
  throw new UserError(`the contact \`${contact.slice(0, 60)}\` is neither a mail address nor a web address`);
}
