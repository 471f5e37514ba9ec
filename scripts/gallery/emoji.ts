/** Signs that the renderers use, drawn by ourselves: a machine without a font for them shows them all the same. */
const disc = (fill: string, line = 'none'): string =>
  `<circle cx="8" cy="8" r="6.5" fill="${fill}" stroke="${line}"/>`;
const SIGNS: Readonly<Record<string, string>> = {
  '\u{1f535}': disc('#2f80ed'),
  '\u{1f7e2}': disc('#2ea44f'),
  '\u{1f534}': disc('#d1343f'),
  '\u{1f7e1}': disc('#f2c037'),
  '\u26aa': disc('#eef0f2', '#9aa0a6'),
  '\u2705':
    '<rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="#2ea44f"/><path d="M4.5 8.3l2.4 2.4 4.7-5.2" fill="none" stroke="#fff" stroke-width="2"/>',
  '\u26a0\ufe0f':
    '<path d="M8 1.5L15 14H1z" fill="#f2b824" stroke="#8a6a00" stroke-width=".6"/><path d="M8 6v4M8 11.4v1.4" stroke="#333" stroke-width="1.5"/>',
  '\u{1f3c1}':
    '<path d="M3 1.5v13" stroke="#555" stroke-width="1.4"/><path d="M3.5 2h10v7h-10z" fill="#fff" stroke="#555" stroke-width=".6"/><path d="M3.5 2h2.5v2.3h-2.5zM8.5 2h2.5v2.3h-2.5zM6 4.3h2.5v2.3h-2.5zM11 4.3h2.5v2.3h-2.5zM3.5 6.6h2.5v2.3h-2.5zM8.5 6.6h2.5v2.3h-2.5z" fill="#444"/>',
  '\u{1f4ac}':
    '<path d="M2 3h12v8H8l-3.5 3v-3H2z" fill="#fff" stroke="#7a8088" stroke-width="1.2"/><path d="M5 7h.8M7.6 7h.8M10.2 7h.8" stroke="#7a8088" stroke-width="1.4"/>',
  '\u{1f4f0}':
    '<rect x="2" y="2.5" width="12" height="11" fill="#f4f4f2" stroke="#888"/><path d="M4 5.2h8M4 8h3.4M4 10.6h3.4M9 8h3v2.8H9z" stroke="#666" fill="none"/>',
  '\u{1f9f5}':
    '<path d="M4 2h8M4 14h8" stroke="#8a5a2b" stroke-width="2"/><path d="M5 3.4h6v9.2H5z" fill="#4a90d9"/><path d="M5 5.4h6M5 7.8h6M5 10.2h6" stroke="#cfe2f7" stroke-width=".9"/>',
};
const PATTERN = new RegExp(Object.keys(SIGNS).join('|'), 'gu');

/** HTML with the signs in it drawn. */
export function drawSigns(html: string): string {
  return html.replace(
    PATTERN,
    (sign) => `<svg class="sign" viewBox="0 0 16 16" width="16" height="16">${SIGNS[sign] ?? ''}</svg>`,
  );
}
