const MAX_URL = 2_000;
/** What newsletters, campaigns and social networks hang on a link; none of it changes what the link leads to. */
const TRACKING =
  /^(?:utm_\w{1,30}|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|ref_src|ref_url|cmpid|ocid|s_cid|wt_mc)$/i;

/**
 * The one spelling of a link: absolute, http(s), without tracking parameters, fragment, default port, or a name and
 * password. `base` is what it stands on. Undefined where it is no such link, or longer than 2,000 characters.
 */
export function canonicalUrl(written: string, base?: string): string | undefined {
  const text = written.trim();
  if (text === '' || text.length > MAX_URL) return undefined;
  const url = URL.parse(text, base);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  const tracking = [...new Set(url.searchParams.keys())].filter((name) => TRACKING.test(name));
  // Written anew only where something goes: the server's own spelling of its parameters stays.
  for (const name of tracking) url.searchParams.delete(name);
  return url.href.length > MAX_URL ? undefined : url.href;
}

/** What two spellings of one address have in common: neither scheme, nor `www.`, nor a slash at the end. */
export function bareAddress(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.|m\.)?/, '')
    .replace(/\/{1,10}$/, '');
}
