import { DAY, HOUR, isoDate, mailDate } from './calendar.ts';
import type { Mailbag } from './mailbag.ts';
import { addressOf, chanceFor, post } from './mailbag.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import { answer } from './reply.ts';
import type { Draft, ListName, Person } from './types.ts';

type Pull = {
  title: string;
  remote: string;
  tag: string;
  by: PersonKey;
  at: number;
  base: string;
  last: string;
  intro: string;
  summary: string;
  shortlog: string;
  stat: string;
  lists: ListName[];
  category: Draft['category'];
};

function pullBody(bag: Mailbag, pull: Pull): string {
  const chance = chanceFor(bag, `pull/${pull.tag}`);
  const day = bag.end - pull.at * DAY;
  const base = isoDate(day - 28 * DAY, -480);
  return `Hi Aurelio,

${pull.intro}

The following changes since commit ${chance.hex(40)}:

  ${pull.base} (${base})

are available in the Git repository at:

  ${pull.remote} tags/${pull.tag}

for you to fetch changes up to ${chance.hex(40)}:

  ${pull.last} (${isoDate(day - 2 * DAY, people[pull.by].zone)})

----------------------------------------------------------------
${pull.summary}

----------------------------------------------------------------
${pull.shortlog}

${pull.stat}
`;
}

function postPull(bag: Mailbag, pull: Pull): Draft {
  return post(bag, {
    by: pull.by,
    date: bag.end - pull.at * DAY,
    mailer: 'git',
    subject: `[GIT PULL] ${pull.title}`,
    body: pullBody(bag, pull),
    lists: pull.lists,
    to: [addressOf('aurelio')],
    cc: [...pull.lists.map((list) => `${list}@vger.kernel.org`), 'linux-kernel@vger.kernel.org'],
    category: pull.category,
    kind: 'pull',
  });
}

/** pr-tracker-bot tells that a pull request was merged. */
function tracked(bag: Mailbag, pull: Pull, mail: Draft, hours: number): void {
  const merge = chanceFor(bag, `merge/${pull.tag}`).hex(40);
  const robot: Person = { name: '', email: 'pr-tracker-bot@kernel.org', zone: 0 };
  post(bag, {
    by: robot,
    date: mail.date + hours * HOUR,
    mailer: 'bot',
    id: `${Math.floor(mail.date / 1000) + 777}.15446.${merge.replace(/\D/g, '')}.pr-tracker-bot@kernel.org`,
    subject: `Re: ${mail.subject}`,
    body: `The pull request you sent on ${mailDate(mail.date, mail.from.zone)}:\n\n> ${pull.remote} tags/${pull.tag}\n\nhas been merged into torvalds/linux.git:\nhttps://git.kernel.org/torvalds/c/${merge}\n\nThank you!\n\n-- \nDeet-doot-dot, I am a bot.\nhttps://korg.docs.kernel.org/prtracker.html\n`,
    lists: mail.lists,
    to: [addressOf(pull.by)],
    cc: mail.cc,
    references: [mail.id],
    headers: { 'X-PR-Tracked-Message-Id': `<${mail.id}>`, 'X-PR-Merge-Commit-Id': merge },
    category: pull.category,
    kind: 'notice',
  });
}

const feature: Pull = {
  title: 'Rust for 7.1',
  remote: 'https://git.example.org/pub/rust-for-linux.git',
  tag: 'rust-7.1',
  by: 'mireille',
  at: 6.6,
  base: 'Linux 7.0-rc4',
  last: 'rust: sync: atomic: add `Atomic<*mut T>`',
  intro:
    'This is the main pull request for Rust for 7.1. It is a day early because I am on a train tomorrow.\n\nAll commits have been in linux-next for at least a week. There are two conflicts, with the\ndriver-core and the block trees; the resolutions in linux-next are right.',
  summary:
    'Rust changes for v7.1\n\nToolchain and infrastructure:\n\n - Support for Rust 1.94, whose new lints are handled.\n - `objtool`: three more `noreturn` functions.\n\n`kernel` crate:\n\n - New `iommu`, `reset` and `watchdog` modules, with drivers to follow.\n - `xarray`: lookups without the lock.\n - `sync`: atomic pointers.\n\n`pin-init`: clearer error messages when a field is forgotten.\n\nAnd the usual cleanups, documentation and samples.',
  shortlog:
    'Bogumił Żurawiecki (2):\n      rust: watchdog: add abstraction for watchdog timers\n      samples: rust: add watchdog sample\n\nJørn Aasgaard-Vik (3):\n      rust: pin-init: improve the message for missing fields\n      rust: xarray: add lockless lookup\n      rust: sync: atomic: add `Atomic<*mut T>`\n\nZuzana Křepelková (2):\n      rust: reset: add abstraction for reset lines\n      rust: iommu: add domain abstraction',
  stat: ' Documentation/rust/arch-support.rst |   1 +\n rust/kernel/iommu.rs                | 148 +++++++++++++++++\n rust/kernel/reset.rs                | 121 ++++++++++++++\n rust/kernel/watchdog.rs             | 133 ++++++++++++++++\n rust/kernel/xarray.rs               |  61 +++++--\n 14 files changed, 602 insertions(+), 37 deletions(-)',
  lists: ['rust-for-linux'],
  category: 'discussion',
};

const fixes: Pull = {
  ...feature,
  title: 'Rust fixes for 7.0',
  tag: 'rust-fixes-7.0',
  at: 25.6,
  base: 'Linux 7.0-rc1',
  last: 'rust: device: fix a missing `Send` bound',
  intro: 'A few fixes for 7.0. They have been in linux-next for five days. No conflicts.',
  summary:
    'Rust fixes for v7.0\n\n - Fix a missing `Send` bound for device private data.\n - Fix the build with older `pahole`s.',
  shortlog:
    'Tanvi Deshmukhe (1):\n      rust: device: fix a missing `Send` bound\n\nKofi Asantewaa-Boadi (1):\n      kbuild: rust: skip BTF where pahole cannot do it',
  stat: ' rust/kernel/device.rs | 4 ++--\n init/Kconfig          | 2 +-\n 2 files changed, 3 insertions(+), 3 deletions(-)',
};

const kbuild: Pull = {
  ...feature,
  title: 'Kbuild updates for 7.1',
  remote: 'https://git.example.org/pub/kbuild.git',
  tag: 'kbuild-7.1',
  by: 'leopold',
  at: 5.9,
  last: 'kconfig: remove an unused parameter',
  intro: 'Please pull the Kbuild updates for 7.1.',
  summary:
    'Kbuild updates for 7.1\n\n - modpost: shorter run time, by sorting symbols once.\n - kconfig: gconf remembers the size of its window.\n - Several scripts no longer need perl.\n - deb-pkg: more robust handling of trusted keys.',
  shortlog:
    'Margit Szalókiné (3):\n      modpost: sort symbols once\n      scripts: rewrite headers check in shell\n      deb-pkg: keep trusted keys readable\n\nYevhen Halushkovych (1):\n      gconf: remember the size of the window',
  stat: ' scripts/mod/modpost.c          | 88 +++++++++++++++----------\n scripts/package/mkdebian       | 12 ++--\n 9 files changed, 141 insertions(+), 122 deletions(-)',
  lists: ['linux-kbuild'],
  category: 'none',
};

/** The pull requests of the merge window and one with fixes, each with what follows. */
export function postPulls(bag: Mailbag): void {
  const main = postPull(bag, feature);
  answer(bag, main, {
    by: 'aurelio',
    date: main.date + 30 * HOUR,
    say: 'Pulled. The conflict in the driver core was trivial, but thanks for the warning.\n\nI keep being pleasantly surprised how boring these have become.',
  });
  tracked(bag, feature, main, 33);
  tracked(bag, fixes, postPull(bag, fixes), 20);
  tracked(bag, kbuild, postPull(bag, kbuild), 26);
}
