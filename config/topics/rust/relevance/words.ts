import type { Witness } from '../../../../src/domain/relevance/rule.ts';

// A literal comes first in each branch, and what must not stand before it is looked at after it: so the
// engine may skip through long texts.

/** Rust and the tools that come with it, as people write of them: not trust, Rusty, rust-1 the host, `.rs` the C member. */
export const RUST_WORD =
  /rust(?<![\w.@/-]rust|spinning rust)(?:-for-linux|4linux|c|fmt|doc|up|_\w{1,40}|(?!-\d|\.[a-z]))(?!\w)|(?:bindgen|clippy|cargo)(?<![\w.@/-](?:bindgen|clippy|cargo))(?!\w)|\.rs(?<=[\w/-]\.rs)(?!\w)|RUST(?<=(?<!\w)(?:CONFIG_)?(?:HAVE_)?RUST)(?:FLAGS|_)\w|CONFIG_(?:HAVE_)?RUST(?!Y|ED)/i;

/** The same in a title, where `rust-project.json`, `generate_rust_analyzer` and a bare `x.rs` count too. */
const RUST_TITLE =
  /(?<![\w.@-]|spinning )(?:rust|rustc|rustfmt|rustdoc|rustup|bindgen|clippy)(?!\w|-\d{1,4}(?!\.?\d))|(?<![a-z])rust[-_](?!\d)|_rust(?![a-z])|\w\.rs\b/i;

/** Rust as a word of prose: no option, no file name, no folder. */
export const RUST_PROSE =
  /rust(?<![\w.@/-]rust|spinning rust)c?(?!-\d|[\w/]|\.[a-z])|(?:bindgen|clippy)(?<![\w.@/-](?:bindgen|clippy))(?![\w/])/i;

/** Any trace of it, inside of compound names as well: KBUILD_RUSTFLAGS, /generate_rust_target, x86_64-rhel-8.3-rust. */
export const RUST_TRACE =
  /rust(?:(?<![a-z]rust)|(?<=(?:HOST|K)RUST)(?=FLAGS|C))(?!-\d)(?:c|cc?fg|flags|doc|fmt|up|filt|available)?(?![a-z])|bindgen|clippy|\.rs(?<=[\w/]\.rs)(?=[\s:,)]|$)|\.rs(?<![\w.]\.rs)(?=["'`])/i;

/** What a build file says of Rust alone: its compiler, its flags, its options. */
export const BUILD_TERMS =
  /RUSTFLAGS|RUSTC|RUSTDOC|BINDGEN|(?<![A-Z])RUST(?![A-Z])|\brustc(?![a-z])|\brust_?flags\b|\bbindgen\b/;

/** Names of Rust in a build file that also stand in lists of other things: targets, folders, file names. */
export const BUILD_NAMES =
  /\bRUSTC?\b|\bRust\b|RUST_|RUSTC|RUSTFLAGS|RUSTDOC|\brust(?:c|doc|fmt|up|_is_available)?\b|\brust[-_/]|bindgen|clippy|\.rs\b/;

const RUST_LIST = 'rust-for-linux@vger.kernel.org';

export const titled: Witness = { in: 'subject', words: RUST_TITLE };
export const copied: Witness = { in: 'recipients', address: RUST_LIST };
export const hasDiff: Witness = { in: 'diff', present: true };
export const noDiff: Witness = { in: 'diff', present: false };

/** The sender's own words name Rust at least so many times. */
export function mentions(atLeast: number): Witness {
  return { in: 'own', words: RUST_WORD, atLeast };
}

/** Carried to a stable tree, or proposed for one by a machine: the talk about it was had elsewhere. */
export const backport: Witness = {
  any: [
    { in: 'text', words: /^(?:\[ Upstream commit [0-9a-f]{12,40} \]|commit [0-9a-f]{12,40} upstream\.)/m },
    { in: 'text', words: /^LLM Generated explanations/m },
  ],
};
