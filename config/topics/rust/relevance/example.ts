/** The diff of one file as a mail carries it, for a rule's examples. Each line comes with its sign. */
export function diffOf(path: string, ...lines: readonly string[]): string {
  const olds = lines.filter((line) => !line.startsWith('+')).length;
  const news = lines.filter((line) => !line.startsWith('-')).length;
  const head = [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -1,${olds} +1,${news} @@`,
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** The text as the answer to it quotes it. */
export function quoted(text: string): string {
  return text.trimEnd().replace(/^/gm, '> ');
}
