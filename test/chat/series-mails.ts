import { toMessageId } from '../../src/domain/ids.ts';
import type { Commit } from '../../src/domain/item/commit.ts';
import type { JudgedItem } from '../../src/domain/item/item.ts';
import { titleKey } from '../../src/domain/series/title.ts';
import { keyOf } from '../../src/domain/thread.ts';
import { judged } from '../pipeline/matching/items.ts';
import type { Letter } from '../pipeline/matching/town.ts';

const ADA = 'Nia Brook <nia@example.org>';
export const KEEPER = 'Mira Keeper <mira@example.org>';
const DRIVER = 'hwmon: tmp999: add a driver in Rust';
const BINDING = 'dt-bindings: hwmon: add tmp999';

/** The Message-ID, without its host, of part `part` of a revision. */
export const partId = (revision: number, part: number): string => `20260302-tmp999-v${revision}-${part}`;

/** A revision of a series that brings Rust to a part of the kernel which had none: a milestone. */
export function driverSeries(revision: number, date: number): Letter[] {
  const tag = revision === 1 ? '' : ` v${revision}`;
  const cover = partId(revision, 0);
  const patch = (part: number, subject: string, body: string): Letter => ({
    id: partId(revision, part),
    date: date + part * 1000,
    subject: `[PATCH${tag} ${part}/2] ${subject}`,
    from: ADA,
    answers: cover,
    body,
  });
  return [
    {
      id: cover,
      date,
      subject: `[PATCH${tag} 0/2] hwmon: a driver for the tmp999 in Rust`,
      from: ADA,
      body: coverText(revision),
    },
    patch(1, BINDING, patchText('The binding of the sensor.', bindingDiff())),
    patch(2, DRIVER, patchText('The first driver in Rust of hwmon.', driverDiff(revision))),
  ];
}

function coverText(revision: number): string {
  const changes =
    revision === 1
      ? ''
      : `\nChanges in v${revision}:\n- check the length of what was read (Bea)\n- fix the binding's example\n`;
  return `The tmp999 is a temperature sensor. This adds a driver for it, written in Rust,\nthe first one in hwmon.\n${changes}
 Documentation/devicetree/bindings/hwmon/tmp999.yaml | 3 +++
 drivers/hwmon/Makefile                              | 1 +
 drivers/hwmon/tmp999_rust.rs                        | ${driverLines(revision).length} +
 3 files changed
`;
}

function patchText(why: string, diff: string): string {
  return `${why}\n\nSigned-off-by: ${ADA}\n---\n${diff}--\n2.50.0`;
}

function bindingDiff(): string {
  return added('Documentation/devicetree/bindings/hwmon/tmp999.yaml', ['%YAML 1.2', '---', 'title: tmp999']);
}

function driverLines(revision: number): string[] {
  const check = revision === 1 ? [] : ['    check_length(&buffer)?;'];
  return [
    '// SPDX-License-Identifier: GPL-2.0',
    'use kernel::prelude::*;',
    ...check,
    'module_i2c_driver! {}',
  ];
}

function driverDiff(revision: number): string {
  const makefile = [
    'diff --git a/drivers/hwmon/Makefile b/drivers/hwmon/Makefile',
    '--- a/drivers/hwmon/Makefile',
    '+++ b/drivers/hwmon/Makefile',
    '@@ -1,1 +1,2 @@',
    ' obj-$(CONFIG_HWMON) += hwmon.o',
    '+obj-$(CONFIG_TMP999_RUST) += tmp999_rust.o',
  ];
  return `${makefile.join('\n')}\n${added('drivers/hwmon/tmp999_rust.rs', driverLines(revision))}`;
}

function added(path: string, lines: readonly string[]): string {
  const head = [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
  ];
  return `${[...head, ...lines.map((line) => `+${line}`)].join('\n')}\n`;
}

/** The series as commits of mainline. */
export function driverCommits(revision: number, date: number): JudgedItem<Commit>[] {
  return [BINDING, DRIVER].map((subject, n) => {
    const id = toMessageId(`${partId(revision, n + 1)}@example.org`);
    const links = id === undefined ? [] : [id];
    const commit: Commit = {
      kind: 'commit',
      id: `${n + 1}`.repeat(40),
      subject,
      author: { name: 'Nia Brook', email: 'nia@example.org' },
      date,
      committed: date,
      body: '',
      merge: false,
      upstream: undefined,
      links,
      files: [
        n === 0 ? 'Documentation/devicetree/bindings/hwmon/tmp999.yaml' : 'drivers/hwmon/tmp999_rust.rs',
      ],
      tree: 'mainline',
      release: undefined,
    };
    return judged(commit, [titleKey(subject), ...links.map((link) => keyOf(link))]);
  });
}
