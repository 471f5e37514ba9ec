import type { ArticleFinding } from '../../../../src/domain/item/article-rules.ts';

export const FINDINGS: readonly ArticleFinding[] = [
  {
    id: 'reports-minimum',
    type: 'minimum-toolchain',
    words:
      /(?:minim(?:um|al)|\bMSRV\b|\b(?:now )?(?:needs|requires)\b|\bMindestversion\b|\bversion minimale\b|\bversión mínima\b|最低).{0,60}?\b(?:Rust|rustc)(?:[ -]Version| version| versión)?,? ?(?:to |auf |à |a |is |of |von |to version )?v?(?<version>1\.\d{2,3}(?:\.\d{1,2})?)|\b(?:Rust|rustc)\b.{0,40}?(?:minim(?:um|al)|Mindestversion|最低).{0,60}?\b(?<later>1\.\d{2,3}(?:\.\d{1,2})?)/i,
    title: 'Minimum toolchain raised: rustc {version}{later}',
    key: 'rustc {version}{later}',
    examples: {
      yes: [
        {
          text: 'Linux 7.9 raises the minimum supported Rust version to Rust 1.95',
          title: 'Minimum toolchain raised: rustc 1.95',
        },
        { text: 'The kernel now requires Rust 1.95.0', title: 'Minimum toolchain raised: rustc 1.95.0' },
        {
          text: 'Der Kernel hebt die Mindestversion von Rust auf 1.95',
          title: 'Minimum toolchain raised: rustc 1.95',
        },
        { text: 'Rust minimum version is now 1.95', title: 'Minimum toolchain raised: rustc 1.95' },
      ],
      no: ['Rust 1.95 is out', 'the minimum GCC version is 8.1', 'Rust with a minimum of fuss'],
    },
  },
  {
    id: 'reports-end-of-experiment',
    type: 'policy',
    words:
      /\b(?:Rust\b.{0,80}?\bexperiment(?:al)?\b.{0,40}?\b(?:concluded?|concludes|done|ends?|ended|finished|over)|experiment\b.{0,60}?\b(?:concluded|done|ended|over)\b.{0,60}?\bRust|no longer (?:an )?experiment(?:al)?|(?:drops?|dropped|removes?|removed|sheds?) (?:its |the )?["“]?experimental|Experiment\b.{0,60}?\b(?:beendet|abgeschlossen)|nicht (?:mehr|länger) (?:als )?experimentell|n['’]est plus expérimental|ya no es experimental)|不再是实验|实验.{0,6}结束/i,
    title: 'Policy: {title}',
    key: 'experiment',
    significance: 'major',
    examples: {
      yes: [
        { text: 'Rust in Linux is no longer experimental', title: 'Policy' },
        { text: 'The Rust experiment is concluded, kernel maintainers say', title: 'Policy' },
        { text: 'Das Experiment ist beendet: Rust bleibt', title: 'Policy' },
      ],
      no: ['Rust support is experimental', 'an experiment with Rust', 'the experimental flag of gcc'],
    },
  },
  {
    id: 'reports-driver',
    type: 'driver',
    words:
      /\bRust\b[^.]{0,80}?\bdriver\b[^.]{0,60}?\b(?:merged|lands|landed|upstreamed|mainlined|pulled|accepted)\b|\b(?:merged|lands|landed|pulled|upstreamed|accepted)\b[^.]{0,80}?\bdriver\b[^.]{0,40}?\b(?:in Rust|Rust)\b|\bdriver\b[^.]{0,40}?\bin Rust\b[^.]{0,40}?\b(?:merged|lands|landed|mainlined|accepted)\b|\b(?:merges|merged|pulls|pulled)\b[^.]{0,40}?\bRust\b[^.]{0,60}?\bdriver\b|\bRust-(?:\w{1,20}-)?Treiber\b[^.]{0,80}?\b(?:aufgenommen|eingezogen|übernommen|gelandet)|Rust.{0,12}驱动.{0,12}(?:合并|合入|并入)/i,
    title: 'New driver in Rust: {title}',
    examples: {
      yes: [
        { text: 'A Rust driver for a sensor was merged for Linux 7.9', title: 'New driver in Rust' },
        { text: 'Linux 7.9 merges a Rust network driver', title: 'New driver in Rust' },
        { text: 'Driver written in Rust merged', title: 'New driver in Rust' },
        { text: 'Erster Rust-Treiber für Lüfter aufgenommen', title: 'New driver in Rust' },
      ],
      no: ['A Rust driver is being reviewed', 'A driver in C was merged', 'Rust code was merged'],
    },
  },
  {
    id: 'reports-architecture',
    type: 'architecture',
    words:
      /\bRust\b[^.]{0,40}?\b(?:now|can be|support(?:ed)? (?:is |was )?(?:added|enabled|merged)?)\b[^.]{0,40}?\b(?:on|for) (?<arch>ARM|ARM64|LoongArch|MIPS|parisc|PowerPC|RISC-V|s390|SPARC|UML)\b/i,
    title: 'Rust on {arch}',
    key: '{arch}',
    examples: {
      yes: [{ text: 'Rust can be used on s390 now', title: 'Rust on s390' }],
      no: ['Rust on a train', 'Linux for s390', 'C support added for MIPS'],
    },
  },
  {
    id: 'reports-compiler',
    type: 'compiler',
    words:
      /\b(?<compiler>gccrs|rustc_codegen_gcc|mrustc)\b[^.]{0,60}?\b(?:boots?|builds?|built|compiles?|compiled)\b[^.]{0,40}?\b[Kk]ernel\b/,
    title: 'Another compiler: {compiler}',
    key: '{compiler}',
    examples: {
      yes: [{ text: 'gccrs compiles the first kernel module', title: 'Another compiler: gccrs' }],
      no: ['gccrs makes progress', 'gcc compiles the kernel'],
    },
  },
  {
    id: 'reports-cve',
    type: 'cve',
    words:
      /(?<cve>CVE-\d{4}-\d{4,7})[^.]{0,120}?\b(?:Rust|rust_\w{1,20})\b|\bRust\b[^.]{0,120}?(?<later>CVE-\d{4}-\d{4,7})/,
    title: '{cve}{later}',
    key: '{cve}{later}',
    examples: {
      yes: [
        { text: 'CVE-2031-12345 is in Rust code of the kernel', title: 'CVE-2031-12345' },
        { text: 'First Rust vulnerability: CVE-2031-12345', title: 'CVE-2031-12345' },
      ],
      no: ['CVE-2031-12345 is in C code', 'Rust has CVEs, too'],
    },
  },
];
