import { diffOf, quoted } from '../../../../config/topics/rust/relevance/example.ts';
import { type Animal, ROBOT, RUST_LIST } from './animal.ts';

const PULLED = 'are available in the Git repository at:\n\n  https://git.example.org/linux tags/a\n\n';
const SHORTLOG = 'Jane Doe (2):\n      rust: pci: add it\n      rust: pci: use it\n\n';

/** Talk, pull requests, robots: no diff of their own. */
export const TALK: readonly Animal[] = [
  { what: 'a cover letter', is: 'discussion', subject: '[PATCH v2 0/5] rust: i2c abstractions' },
  { what: 'a question', is: 'discussion', subject: 'Problem with a Rust module' },
  {
    what: 'an answer',
    is: 'discussion',
    subject: 'Re: [PATCH 3/5] rust: i2c: add adapters',
    body: 'Applied.\n',
  },
  {
    what: 'an answer to nova-core',
    is: 'discussion',
    cc: RUST_LIST,
    subject: 'Re: [PATCH 3/5] gpu: nova-core: parse it',
  },
  {
    what: 'an answer to a drm driver',
    is: 'discussion',
    cc: RUST_LIST,
    subject: 'Re: [PATCH] drm/tyr: reset the GPU',
  },
  {
    what: 'a cover letter of pin-init',
    is: 'discussion',
    cc: RUST_LIST,
    subject: '[PATCH 0/2] pin-init: examples',
  },
  {
    what: 'the block driver',
    is: 'discussion',
    cc: RUST_LIST,
    subject: 'Re: [PATCH v2] block: rnull: fix a limit',
  },
  {
    what: 'a pull request of the Rust tree',
    is: 'discussion',
    subject: '[GIT PULL] Rust for v7.1',
    body: PULLED + SHORTLOG,
  },
  {
    what: 'a pull request with a Rust heading',
    is: 'discussion',
    subject: '[GIT PULL] drm for 7.1-rc1',
    body: `${PULLED}drm next\n\nrust:\n - GEM shmem\n\nxe:\n - fixes\n\n${SHORTLOG}`,
  },
  {
    what: 'a pull request with a bullet on rust/',
    is: 'discussion',
    subject: '[GIT PULL] Kbuild fixes',
    body: `${PULLED} - Put rust/ into the tarball\n\n`,
  },
  {
    what: 'a pull request whose shortlog alone has Rust',
    is: 'incidental',
    subject: '[GIT PULL] Driver core for v7.1',
    body: `${PULLED} - Simplify the bus code\n\n${SHORTLOG} rust/kernel/pci.rs | 5 ++++-\n 1 file changed\n`,
  },
  {
    what: 'a robot with an error in Rust code',
    is: 'discussion',
    from: ROBOT,
    subject: '[next:master 12/34] error[E0425]: cannot find value `x` in this scope',
    body: '>> error[E0425]: cannot find value `x` in this scope\n   --> rust/kernel/pci.rs:12:5\n',
  },
  {
    what: 'a robot with a broken Rust build',
    is: 'discussion',
    from: ROBOT,
    subject: '[next:master 12/34] make[2]: *** Error 1',
    body: 'All errors:\n\n   make[2]: *** [rust/Makefile:300: rust/core.o] Error 1\n',
  },
  {
    what: 'a robot with a warning of objtool for Rust',
    is: 'discussion',
    from: ROBOT,
    subject: '[next:master 12/34] warning: objtool: falls through',
    body: '>> rust/core.o: warning: objtool: _R123() falls through to next function _R124()\n',
  },
  {
    what: 'a robot that names its rustc',
    is: 'incidental',
    from: ROBOT,
    subject: '[next:master 12/34] drivers/a.c:1:2: warning: unused',
    body: 'compiler: clang 18\nrustc: rustc 1.78.0 (9b00956e5 2024-04-29)\n>> drivers/a.c:1:2: warning: unused\n',
  },
  {
    what: 'a robot that builds a config with Rust',
    is: 'incidental',
    from: ROBOT,
    subject: '[next:master 12/34] drivers/a.c:1:2: warning: unused',
    body: 'config: x86_64-rhel-8.3-rust\n>> drivers/a.c:1:2: warning: unused\n',
  },
  {
    what: 'a merge of linux-next with the Rust tree',
    is: 'discussion',
    subject: 'linux-next: manual merge of the rust tree with the kbuild tree',
  },
  {
    what: 'the list of trees of linux-next',
    is: 'incidental',
    subject: 'linux-next: Tree for Oct 18',
    body: 'Merging rust/rust-next (0123456789ab)\nMerging trivial/for-next (0123456789ab)\n',
  },
  {
    what: 'patchwork on a Rust series',
    is: 'discussion',
    from: 'patchwork-bot+netdevbpf@kernel.org',
    subject: 'Re: [PATCH net-next v2 0/3] rust: net: phy: tidy',
    body: 'This series was applied to netdev/net-next.git (main)\n',
  },
  {
    what: 'an answer on the list of Rust that names it',
    is: 'discussion',
    cc: RUST_LIST,
    subject: 'Re: [PATCH] device: lifetimes',
    body: '> a\n\nThe Rust side needs it pinned.\n',
  },
  {
    what: 'an answer on the list of Rust that names a file',
    is: 'discussion',
    cc: RUST_LIST,
    subject: 'Re: [PATCH] device: lifetimes',
    body: 'This belongs into device.rs, I think.\n',
  },
  {
    what: 'somebody at length',
    is: 'discussion',
    subject: 'Re: locking rules',
    body: 'In Rust the guard owns it.\nOur Rust abstraction proves it, and rustc checks that.\n',
  },
  {
    what: 'a cover letter on the list of Rust that speaks of it',
    is: 'discussion',
    cc: RUST_LIST,
    subject: '[PATCH 0/9] longer symbol names',
    body: 'Rust mangles its names.\nRust modules with MODVERSIONS cannot load; rustc offers no other way.\n',
  },
  {
    what: 'an answer below a quoted Rust patch, on another list',
    is: 'incidental',
    subject: 'Re: [PATCH] gpio: lines',
    body: `${quoted(diffOf('rust/kernel/gpio.rs', '-a', '+b'))}\n\nThanks.\n`,
  },
  {
    what: 'a joke',
    is: 'incidental',
    subject: 'Re: [PATCH] tty: fix a leak',
    body: 'Just rewrite it in Rust ;-)\n',
  },
  {
    what: 'a tool of userspace',
    is: 'incidental',
    subject: 'Re: [PATCH bpf-next] libbpf: names',
    body: 'Our profiler is written in Rust, it does not care.\n',
  },
];
