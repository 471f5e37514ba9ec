import type { WordRule } from '../../../../src/domain/item/article-rules.ts';

// The press writes the language with a capital letter, in all of its own languages.

export const NOT_MEANT: readonly WordRule[] = [
  {
    id: 'rust-not-the-language',
    summary: 'Corrosion, old disks, a region, a person.',
    words:
      /\b(?:anti-?rust\w{0,5}|spinning rust|Rust[ -]?Belt|Rust ?-?Oleum|rust[ -]?(?:bucket|converter|free|proof|removal|remover|resistant|spots?|stains?|treatment)s?|(?:Mathias|Adolph|Art|Bernhard) Rust|Rust (?:Cohle|College|never sleeps))\b/i,
    examples: {
      yes: ['The Rust Belt at work', 'Spinning rust is not dead', 'Rust removal for beginners'],
      no: ['Rust in the Linux kernel', 'Rust removes a class of bugs', 'A Rust driver'],
    },
  },
  {
    id: 'kernel-of-another-system',
    summary: 'A kernel that is not that of Linux.',
    words:
      /\b(?:Windows|NT|XNU|macOS|Darwin|(?:Free|Open|Net|DragonFly)BSD|Redox(?: OS)?|Zircon|Fuchsia|seL4|Hurd|Haiku|Asterinas|Theseus|Tock|Maestro|Hermit|Jupyter|GPU compute|CUDA)(?:'s|-| )?(?: own)? ?[Kk]ernels?(?:[ -](?:code|component|developer|driver|module|mode|space|team)s?|s)?\b/,
    examples: {
      yes: ['a Windows kernel driver', 'the Redox kernel', "FreeBSD's kernel developers", 'CUDA kernels'],
      no: ['a Linux kernel driver', 'the kernel developers', 'kernel 7.2'],
    },
  },
];

export const OTHER_MATTER: readonly WordRule[] = [
  {
    id: 'rust-the-game',
    summary: 'A game of that name.',
    words:
      /\bFacepunch\b|\b(?:survival|video|multiplayer) game\b|\bRust (?:Console Edition|players|servers? wipe|the game)\b|\banti-?cheat\b|\bEasy Anti-?Cheat\b|\bSteam (?:Deck|players|store)\b/i,
    examples: {
      yes: ['Facepunch updates Rust', 'The survival game Rust', 'Rust players complain about the anti-cheat'],
      no: ['Rust in the kernel', 'Steam for Linux', 'A game of patience'],
    },
  },
  {
    id: 'rust-on-metal',
    summary: 'What iron does in the rain.',
    words: /\b(?:corros(?:ion|ive)|oxidi[sz]ed iron|iron oxide|galvani[sz]ed|car body|undercoating)\b/i,
    examples: {
      yes: ['Rust and corrosion on your NAS', 'Iron oxide, or rust'],
      no: ['Oxidizing the kernel', 'Memory corruption in a driver'],
    },
  },
];

export const SURE: readonly WordRule[] = [
  {
    id: 'rust-the-language',
    summary: 'Rust in words that only the language goes by.',
    words:
      /\brustc\b|\bbindgen\b|\brust-for-linux\b|\bRust[ -](?:for[ -]Linux|abstractions?|bindings?|code\w{0,4}|compiler\w{0,2}|crates?|developers?|drivers?|language|modules?|Projekt|programming|project|support|toolchain|Treiber\w{0,2})\b|\b(?:in|en|mit|with|using) Rust\b|\bRust (?:1\.\d{2}|20\d\d)\b|Rust ?(?:语言|代码|驱动|言語|コード|ドライバ)/,
    examples: {
      yes: ['written in Rust', 'Rust-Treiber', 'Rust 1.95', '用 Rust 语言', 'The Rust compiler'],
      no: ['Rust is a game', 'Rusty pipes', 'trust in code'],
    },
  },
];

export const TOPIC: readonly WordRule[] = [
  {
    id: 'names-rust',
    summary: 'Rust by its name, or the tools that come with it.',
    words: /(?<!\w)(?:Rust|RUST)(?!\w)|(?<![\w./-])(?:rustc|rust-for-linux|bindgen)(?!\w)/,
    examples: {
      yes: ['Rust', 'C-to-Rust', 'Rust-Treiber', '用Rust编写', "Rust's borrow checker", 'needs rustc 1.95'],
      no: ['trust', 'robust', 'Rusty Russell', 'rust on a car', 'Rustam', 'thrust'],
    },
  },
];

export const PLACE: readonly WordRule[] = [
  {
    id: 'names-the-kernel',
    summary: 'The Linux kernel by its name.',
    words:
      /\bLinux(?:['’]s?)?[ -]?(?:[Kk]ernel|\d{1,2}\.x)|\b[Kk]ernel (?:de |di |von |of |do )?Linux\b|\b[Nn]oyau (?:de |du )?Linux\b|\b[Nn]úcleo (?:de |do )?Linux\b|Linux ?(?:内核|內核|核心|カーネル|커널)|\b(?:in|en|im|into) Linux\b/,
    examples: {
      yes: [
        'the Linux kernel',
        'Linux-Kernel',
        'le noyau Linux',
        'el núcleo de Linux',
        'Linux 内核',
        'Linuxカーネル',
        "Linux's kernel",
      ],
      no: ['Linux distributions', 'the kernel of truth', 'a Linux desktop', 'popcorn kernel'],
    },
  },
  {
    id: 'names-a-version',
    summary: 'A version of the kernel.',
    words:
      /\b(?:Linux|[Kk]ernel|noyau)[ -](?:v|version )?[3-9]\.\d{1,2}\b|\b[3-9]\.\d{1,2} (?:[Kk]ernel|merge window)\b|\b(?:Linux|[Kk]ernel) [1-9]\d\.\d{1,2}\b/,
    examples: {
      yes: ['Linux 7.2', 'the 7.2 kernel', 'the 7.3 merge window', 'kernel 6.18', 'Linux 7.3-rc1'],
      no: ['Linux Mint 22', 'Rust 1.95', 'Linux 2026'],
    },
  },
  {
    id: 'names-its-people-and-parts',
    summary: 'Who makes it, where they talk, what it is made of.',
    words:
      /\bLKML\b|\b(?:lore|git)\.kernel\.org\b|\bTorvalds\b|\bKroah-Hartman\b|\bmerge window\b|\bmainline kernel\b|\bin-kernel\b|\b[Kk]ernel[ -](?:code\b|communit|develop|driver|hacker|maintainer|mailing list|module|patch|source|subsystem|summit|tree)|\bKernel-?(?:[Bb]aum|[Cc]ommunity|[Ee]ntwickl|[Mm]odul|[Tt]reiber|[Pp]atch)|\b(?:pilotes?|développeurs?|module) du noyau\b|\b(?:controlador(?:es)?|desarrollador(?:es)?|módulo) del (?:kernel|núcleo)\b|内核(?:驱动|模块|开发|社区|维护)|カーネル(?:ドライバ|モジュール|開発)/,
    examples: {
      yes: [
        'a kernel driver',
        'Linus Torvalds said',
        'during the merge window',
        'Kernel-Entwickler',
        'Kernelentwickler',
        'les développeurs du noyau',
        '内核驱动',
        'カーネルモジュール',
      ],
      no: ['a Jupyter kernel', 'kernel methods', 'the colonel', 'a printer driver'],
    },
  },
];

export const BOTH: readonly WordRule[] = [
  {
    id: 'rust-for-linux',
    summary: 'The project, or Rust in the kernel in so many words.',
    words:
      /\b[Rr]ust[- ][Ff]or[- ][Ll]inux\b|\bRust4Linux\b|\bRust (?:code |drivers? |support )?(?:in|into|for|inside|within|to) (?:the )?(?:mainline )?(?:\d{1,2}\.\d{1,2} )?(?:Linux[ -])?[Kk]ernel\b|\b[Tt]he (?:\d{1,2}\.\d{1,2} )?[Kk]ernel (?:gets|gains|adopts|adds|accepts|merges|ships|drops|requires|needs|learns|now has|will require)\b[^.\n]{0,60}\bRust\b|\bkernel['’]s Rust\b|\b[Kk]ernel Rust\b|\bRust[ -](?:[Kk]ernel|DRM|GPU|NVMe|PHY|network)[ -](?:abstractions?|code|developers?|drivers?|modules?|policy|support)\b|\bRust im (?:Linux-)?Kernel\b|\bRust dans le noyau\b|\bRust en el (?:kernel|núcleo)\b|Linux ?内核.{0,6}Rust|Rust ?.{0,8}(?:Linux ?内核|内核驱动)|Linuxカーネル.{0,8}Rust/,
    examples: {
      yes: [
        'Rust for Linux',
        'Rust in the kernel',
        'Rust into the Linux kernel',
        'a Rust kernel driver',
        'Rust in the 6.20 kernel',
        'The kernel gets a GPIO driver in Rust',
        'Rust im Linux-Kernel',
        'Rust dans le noyau',
        'Rust en el kernel',
        'Linux 内核中的 Rust',
        'LinuxカーネルのRust',
      ],
      no: [
        'Rust for Windows',
        'trust in the kernel',
        'a Rust web framework',
        'kernel driver in C',
        'the kernel gets trust',
      ],
    },
  },
  {
    id: 'what-is-made-of-it',
    summary: 'Drivers that are known to be written in it.',
    words:
      /\b(?:Rust (?:implementation|rewrite|version) of (?:Android['’]s )?Binder|Binder(?: driver)?,? (?:re)?written in Rust|Rust Binder|rust_binder|rnull|nova-core|nova-drm|pin-init)\b|\bNVIDIA['’]?s? Nova\b|\bNova(?: (?:DRM|GPU|NVIDIA|graphics|kernel|open-source|Rust)){0,3}[ -](?:driver|Treiber|pilote)|\bTyr(?: (?:Arm|Mali|DRM|GPU|graphics|kernel|Rust)){0,3}[ -](?:driver|Treiber|pilote)|\bAsahi(?: (?:AGX|DRM|GPU|graphics|kernel|Rust)){1,3}[ -](?:driver|Treiber|pilote)/,
    examples: {
      yes: [
        'the Nova driver',
        'Nova DRM driver',
        'Tyr Mali GPU driver',
        'Rust Binder',
        'A Rust implementation of Binder',
        'Asahi GPU driver',
      ],
      no: [
        'OpenStack Nova',
        'Nova Launcher',
        'Asahi beer',
        'Asahi Linux on a Mac',
        'Tyr, a god',
        'Binder IPC',
      ],
    },
  },
];

export const UNSETTLED: WordRule = {
  id: 'not-yet',
  summary: 'Plans, proposals, questions, what may be or did not come to be.',
  words:
    /\?|\b(?:could|might|may|would|should|want|wants|propos(?:e|es|ed|al|als)|RFC|plan(?:s|ned|ning)?|considering|hope[sd]?|not yet|rejected|won't|will not|reverted|könnten?|sollen?|sollten?|vorgeschlagen|vorschlag|geplant|noch nicht|pourraient?|propos(?:é|ée|ition)|podrían?|propuest[ao])\b|提议|计划|尚未|提案|予定/i,
  examples: {
    yes: ['Rust could become mandatory', 'A proposal to raise it', 'Rust-Treiber vorgeschlagen'],
    no: ['The minimum was raised', 'Linus merged it', 'Das Experiment ist beendet'],
  },
};
