/**
 * How lorewatch calls itself: `lorewatch/0.1.0 (+mailto:ops@example.org)`. Says neither Mozilla nor the name of a
 * library: servers behind a bot check stop those. Of the contact only what a header may hold (RFC 9110, 5.6.5).
 */
export function userAgent(version: string, contact: string | undefined): string {
  const clean = contact?.replace(/[^!-~]|[()\\]/g, '').slice(0, 200);
  if (!clean) return `lorewatch/${version}`;
  return `lorewatch/${version} (+${clean.includes(':') || !clean.includes('@') ? clean : `mailto:${clean}`})`;
}
