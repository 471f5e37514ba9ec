import { expect, test } from 'vitest';
import { create, diffstat, diffText, edit, mergeChanges, remove } from '../../src/demo/diff.ts';
import { createDemoWorld } from '../../src/demo/world.ts';

test('a hunk header counts its lines', () => {
  const change = edit('a.c', 10, 'int main(void)', ' {\n-\tone();\n+\ttwo();\n+\tthree();\n \n }\n');
  expect(change.body).toContain('@@ -10,4 +10,5 @@ int main(void)\n {\n-\tone();');
  expect([change.added, change.removed]).toEqual([2, 1]);
});

test('files that come and go', () => {
  expect(create('new.rs', 'one\ntwo\n').body).toMatch(
    /^new file mode 100644\n[\s\S]*@@ -0,0 \+1,2 @@\n\+one\n\+two$/m,
  );
  expect(remove('old.rs', 'one\n').body).toMatch(
    /^deleted file mode 100644\n[\s\S]*@@ -1,1 \+0,0 @@\n-one$/m,
  );
});

test('a diffstat reads as that of git', () => {
  const changes = [create('rust/kernel/a.rs', 'x\n'), edit('Makefile', 3, '', ' a\n-b\n')];
  expect(diffstat(changes)).toBe(
    ' rust/kernel/a.rs | 1 +\n Makefile         | 1 -\n 2 files changed, 1 insertion(+), 1 deletion(-)\n create mode 100644 rust/kernel/a.rs',
  );
  expect(diffText(changes).match(/^diff --git/gm)).toHaveLength(2);
  expect(mergeChanges([changes, changes]).map((change) => change.added + change.removed)).toEqual([2, 2]);
});

/** Lines that a hunk header promises and those that follow it, for each hunk of `text`. */
function hunks(text: string): [promised: number, found: number][] {
  return text
    .split(/^(?=@@ )/m)
    .slice(1)
    .map((hunk) => {
      const [, before = '1', after = '1'] = hunk.match(/^@@ -\d+,(\d+) \+\d+,(\d+) @@/) ?? [];
      const lines = hunk.split('\n').slice(1);
      const end = lines.findIndex((line) => !/^[ +-]/.test(line) || line === '-- ');
      const body = lines.slice(0, end);
      const context = body.filter((line) => line.startsWith(' ')).length;
      return [Number(before) + Number(after), body.length + context];
    });
}

test('every patch of the world would be read as a whole', () => {
  const commits = createDemoWorld().lists.flatMap((list) => list.commits);
  const patches = commits.filter(
    (commit) => /^\[[^\]]*PATCH/.test(commit.subject) && commit.defect === undefined,
  );
  const all = patches.flatMap((commit) => hunks(Buffer.from(commit.bytes).toString('utf8')));
  expect(all.length).toBeGreaterThan(800);
  expect(all.filter(([promised, found]) => promised !== found)).toEqual([]);
});
