const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A stranger's words: text that keeps its own direction, whatever stands around it. */
export function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

/** A link; the address must have passed `webAddress`. Without one it is the text alone. */
export function htmlLink(text: string, address: string | null, attributes: string): string {
  return address === null
    ? `<span ${attributes}>${isolated(text)}</span>`
    : `<a href="${escapeHtml(address)}" ${attributes}>${isolated(text)}</a>`;
}
