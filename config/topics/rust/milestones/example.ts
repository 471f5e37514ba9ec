/** The diff of a file that a mail adds, for a milestone's examples. */
export function newFile(path: string, ...lines: readonly string[]): string {
  const body = lines.length > 0 ? lines : ['//'];
  const head = [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 000000000000..0123456789ab',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${body.length} @@`,
  ];
  return `${[...head, ...body.map((line) => `+${line}`)].join('\n')}\n`;
}
