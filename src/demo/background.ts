import { DAY, HOUR } from './calendar.ts';
import { driverBuild } from './driver-code.ts';
import { appliedByHand, appliedByTool, patchworkNotice } from './landing.ts';
import type { Mailbag } from './mailbag.ts';
import { chanceFor } from './mailbag.ts';
import { schedule } from './noise.ts';
import { abstractionPatch, driverPatch, exportPatch, helpersPatch, patch } from './patches.ts';
import type { PersonKey } from './people.ts';
import { people, rustAuthors } from './people.ts';
import type { Random } from './random.ts';
import { usualReviews } from './reviews.ts';
import { postSeries } from './series.ts';
import type { PatchSpec, RevisionSpec, SeriesSpec } from './series-spec.ts';
import { smallPatch } from './small-patches.ts';
import type { SubsystemKey } from './subsystems.ts';
import { subsystemKeys, subsystems } from './subsystems.ts';

function largePatches(chance: Random, key: SubsystemKey): PatchSpec[] {
  const subsystem = subsystems[key];
  const driver = {
    folder: key === 'phy' ? 'net/phy' : (key.split('_')[0] ?? key),
    file: `${subsystem.module}_heron_rust`,
    type: 'Heron',
    option: `${key.toUpperCase()}_HERON_RUST`,
    chip: `Heron ${subsystem.what}`,
    compatible: `heron,${subsystem.module}`,
    uses: subsystem.module,
    author: 'A. Heron',
  };
  const all = [
    exportPatch(
      subsystem.module,
      `drivers/${driver.folder}/core.c`,
      `${subsystem.methods[0]?.[1] ?? key}`,
      subsystem.cType,
      `The Rust abstraction for a ${subsystem.what} calls it.`,
    ),
    helpersPatch(subsystem),
    abstractionPatch(subsystem, `rust: ${subsystem.module}: add \`${subsystem.type}\``),
    driverPatch(driver, `${subsystem.module}: add Heron driver in Rust`),
    patch(
      'build',
      `${subsystem.module}: let the Heron driver build as a module`,
      'Kconfig and Makefile for distributions that want it as a module.',
      ...driverBuild({ ...driver, option: `${driver.option}_M` }),
    ),
  ];
  return all.slice(chance.int(0, 1), chance.int(3, 5));
}

function usualSeries(bag: Mailbag, key: string, at: number): SeriesSpec {
  const chance = chanceFor(bag, key);
  const small = chance.chance(0.6);
  const subsystem = chance.pick(subsystemKeys);
  const patches = small ? [smallPatch(chance)] : largePatches(chance, subsystem);
  const title = small
    ? (patches[0]?.title ?? '')
    : `rust: ${subsystems[subsystem].module}: ${chance.pick(['initial support', 'abstraction and first user', 'bindings for drivers'])}`;
  const author: PersonKey = chance.pick(rustAuthors);
  const revisions: RevisionSpec[] = [];
  const first = !small && chance.chance(0.3) ? 'rfc' : 'patch';
  for (let number = 1, when = at; number <= (small ? 2 : 3); number += 1) {
    const reviews = usualReviews(bag, `${key}/${number}`, chance.int(1, small ? 2 : 4), patches.length);
    revisions.push({ at: when, number, rfc: number === 1 && first === 'rfc', reviews });
    when -= 4 + chance.next() * 11;
    if (when < 7.5 || chance.chance(small ? 0.7 : 0.35)) break;
  }
  return {
    key,
    title,
    author,
    style: chance.chance(0.5) ? 'b4' : 'git',
    slug: `rust-${key.replace(/\W+/g, '-')}`,
    lists: chance.chance(0.12) ? ['rust-for-linux', 'linux-kbuild'] : ['rust-for-linux'],
    to: ['mireille', chance.pick<PersonKey>(['tanvi', 'jorn', 'wenbo'])],
    intro: `This series makes the ${subsystems[subsystem].what} usable from Rust. ${people[author].name.split(' ')[0]} here\nhas a driver that waits for it.`,
    patches,
    revisions,
  };
}

/** How busy the Rust list is: a rise with a dip, so that a chart of it has a shape. The last week is told by the stories. */
const weeks = [0.15, 1.1, 1.35, 0.9, 1.2, 0.95, 0.7, 0.85, 0.45, 0.7, 0.6, 0.5];

/** The Rust traffic of the weeks before the last one: less dramatic than the stories, and most of it lands. */
export function postBackground(bag: Mailbag): void {
  schedule(bag, 'background', 7, weeks).forEach((at, index) => {
    const key = `rust-usual-${index}`;
    const chance = chanceFor(bag, `${key}/fate`);
    const series = postSeries(bag, usualSeries(bag, key, Math.max(at, 0.3)));
    const last = series.revisions.at(-1);
    if (last === undefined || last.spec.rfc === true || !chance.chance(0.45)) return;
    const when = last.spec.at - 2 - chance.next() * 6;
    if (when * DAY < 7.1 * DAY + HOUR) return;
    const landing = {
      series,
      by: chance.pick<PersonKey>(['mireille', 'mireille', 'ghislain']),
      at: when,
      tree: chance.pick(['rust-next', 'rust-next', 'driver-core-next']),
      url: 'rust-for-linux/linux.git',
    };
    if (chance.chance(0.5)) appliedByHand(bag, landing);
    else appliedByTool(bag, landing);
    if (chance.chance(0.3)) patchworkNotice(bag, landing);
  });
}
