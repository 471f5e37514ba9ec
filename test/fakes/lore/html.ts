import type { FakeReply } from '../host.ts';

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** Text for us-ascii pages: what is no ASCII becomes a numeric entity, control characters are spelled out. */
export function toAscii(text: string): string {
  return [...text].map(escapeOne).join('');
}

function escapeOne(character: string): string {
  const named = NAMED[character];
  if (named) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x7e) return code === 0x7f ? '\\x7f' : `&#${code};`;
  const control = code < 0x20 && character !== '\n' && character !== '\t' && character !== '\r';
  return control ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/** A Message-ID in a path (MID.pm of public-inbox): what may stand there stays. */
export function escapeId(id: string): string {
  return encodeURIComponent(id).replace(/%(?:24|26|2B|2C|3B|3D|3A|40)/g, (code) => decodeURIComponent(code));
}

/** A page for humans. `html` comes escaped. */
export function replyPage(status: number, title: string, html: string): FakeReply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: `<html><head><title>${toAscii(title)}</title></head><body><pre>${html}</pre></body></html>\n`,
  };
}
