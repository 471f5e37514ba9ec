/** Words for the ordinary traffic of a build list. Some of them hold the letters of the topic on purpose. */
export const noiseAreas = [
  'kbuild',
  'kconfig',
  'modpost',
  'deb-pkg',
  'scripts',
  'genksyms',
  'gen_compile_commands',
  'rpm-pkg',
  'tools',
  'objtool',
  'headers_install',
  'dtc',
];

export const noiseActions = [
  'make {thing} more robust',
  'do not trust {thing}',
  'simplify {thing}',
  'fix a race in {thing}',
  'remove the last user of {thing}',
  'warn about {thing}',
  'document {thing}',
  'speed up {thing}',
  'handle spaces in {thing}',
  'use if_changed for {thing}',
  'clean up {thing}',
  'avoid rebuilding {thing}',
];

export const noiseThings = [
  'the dependency file',
  'the list of symbols',
  'module aliases',
  'the version string',
  'choice blocks',
  'single targets',
  'out-of-tree builds',
  'the .config timestamp',
  'debug packages',
  'compressed modules',
  'the device tree list',
  'section mismatches',
  'the built-in DTBs',
  'unused exports',
  'the source link',
];

export const noiseReasons = [
  'This was found when somebody built the tree in a directory with an odd name.',
  'With many cores the old code shows up in profiles: 1.9 of 41 seconds.',
  'It has been like that since the beginning of git and nobody can have relied on\nit. Well, famous last words.',
  'Reported by a frustrated user on a forum; I could reproduce it at once.',
  'No functional change intended.',
  'Clang 22 warns about this, GCC does not. Both are right in their way.',
  'The man page says so, the code does otherwise. Follow the man page.',
  'Distributions carry this as a patch for years; take it from there.',
];

export const noiseCovers = [
  'A small series that I found in an old branch. All of it is independent, take what\nyou like.',
  'This is the first half of the clean-up that we talked about. The second half needs\nmore tests.',
  'These patches shorten an incremental build with nothing to do from 3.1 to 2.2\nseconds on my laptop.',
];

export const noiseQuestions = [
  [
    'How to build one directory with another compiler?',
    'Is there a supported way to build only one directory with another compiler than\nthe rest? I have a file that makes GCC 14 crash.',
  ],
  [
    'make -j hangs with jobserver in a container',
    'In one of our containers `make -j64 modules` hangs at the end, about one time in\nfifty. All jobs sleep in read() on the jobserver pipe.',
  ],
  [
    'Meaning of "modules.builtin is newer"',
    'Since the update I see this line in every build. Is it harmless?',
  ],
  [
    'Where did the .tmp_versions directory go?',
    'A script here reads it. It worked in 4.19, and I did not trust it even then.',
  ],
  [
    'Feature request: menuconfig that remembers the cursor',
    'I thrust through the same eleven menus every day. Could the cursor stay where it\nwas?',
  ],
];
