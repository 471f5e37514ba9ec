import { toAscii } from './html.ts';

type Kind = 'head' | 'hunk' | 'add' | 'del' | 'q' | '';

/** The text of a mail as lore shows it: quotes and diffs marked line by line, links to be followed. */
export function writeBody(text: string, href: string): string {
  let inDiff = false;
  let open: Kind = '';
  let html = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (line.startsWith('diff --git ')) inDiff = true;
    else if (line.startsWith('-- ')) inDiff = false;
    const kind = inDiff ? diffKind(line) : line.startsWith('>') ? 'q' : '';
    if (kind !== open) {
      html += `${open ? '</span>' : ''}${kind ? `<span\nclass="${kind}">` : ''}`;
      open = kind;
    }
    html += writeLine(line, href);
  }
  return open ? `${html}</span>` : html;
}

function diffKind(line: string): Kind {
  if (
    /^(?:diff --git|index|---|\+\+\+|new file|deleted file|old mode|new mode|similarity|rename) /.test(line)
  )
    return 'head';
  if (line.startsWith('@@ ')) return 'hunk';
  return line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : '';
}

function writeLine(line: string, href: string): string {
  const changed = /^( \d+ files? )(changed)(, .*)$/s.exec(line);
  if (changed) return `${changed[1]}<a\nhref="${href}#related">${changed[2]}</a>${toAscii(changed[3] ?? '')}`;
  return toAscii(line).replace(
    /https?:\/\/[\w.~/%#?=+-]{1,500}[\w/]/g,
    (url) => `<a\nhref="${url}">${url}</a>`,
  );
}
