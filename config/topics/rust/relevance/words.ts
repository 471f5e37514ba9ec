import type { Witness } from '../../../../src/domain/relevance/rule.ts';

// A literal comes first in each branch, and what must not stand before it is looked at after it: so the
// engine may skip through long texts.

/**
 * Rust and the tools that come with it, as people write of them: not trust, Rusty, rust-1 the host, spinning
 * rust, a person of that name (`Rust <a@b>`), cargo cults, nor `.rs` the C member; a file needs a folder, a
 * line or one of the common names.
 */
export const RUST_WORD =
  /rust(?<![\w.@/-]rust|(?:spinn|rotat)(?:ing|ional|y)\s{1,2}rust)(?:-for-linux|4linux|c|fmt|doc|up|_\w{1,40}|(?!-\d{1,2}(?!\.?\d)|\.[a-z]|"? ?<(?: >|[^>\s]{1,80}@)|"? wrote))(?!\w)|(?:bindgen|clippy|cargo)(?<![\w.@/-](?:bindgen|clippy|cargo))(?![ -]cult|\w)|\.rs(?:(?<=\/[\w-]{1,60}\.rs|\b(?:lib|mod|main|build)\.rs)(?!\w)|(?=:\d))|RUST(?<=(?<!\w)(?:CONFIG_)?(?:HAVE_)?RUST)(?:FLAGS|_)\w|CONFIG_(?:HAVE_)?RUST(?!Y|ED)/i;

/** Any name that ends in `.rs`: a file to those who write to the list of Rust, to others it may be a C member. */
const RS_NAME = /\.rs(?<=[\w/-]\.rs)(?!\w)/;

/** The same in a title, where `rust-project.json`, `generate_rust_analyzer`, a bare `x.rs` and what is written in Rust count too. */
const RUST_TITLE =
  /(?<![\w.@]|(?:spinn|rotat)(?:ing|ional|y) )(?:rust|rustc|rustfmt|rustdoc|rustup|bindgen|clippy)(?!\w|-\d{1,4}(?!\.?\d))|(?<![a-z])rust[-_](?!\d)|_rust(?![a-z])|\w\.rs\b|\b(?:nova-core|pin[-_]init|rnull|drm(?:\/|: ?)(?:nova|tyr))\b/i;

/** Any trace of it, inside of compound names as well: KBUILD_RUSTFLAGS, /generate_rust_target, x86_64-rhel-8.3-rust. */
export const RUST_TRACE =
  /rust(?:(?<![a-z]rust|(?:spinn|rotat)(?:ing|ional|y)\s{1,2}rust)|(?<=(?:HOST|K)RUST)(?=FLAGS|C))(?!-?\d{1,2}(?!\.?\d)|"? ?<[\w.+-]{1,64}@|"? wrote)(?:c|cc?fg|flags|doc|fmt|up|filt|available)?(?![a-z])|bindgen|clippy|\.rs(?:(?<=[/`'"][\w-]{1,60}\.rs|\b(?:lib|mod|main|build)\.rs)(?!\w)|(?=:\d)|(?<![\w.]\.rs)(?=["'`]))/i;

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

/** What somebody who copies the list of Rust says of it. */
export const speaks: Witness = { any: [mentions(1), { in: 'own', words: RS_NAME }] };

/** The sender's own words name Rust at least so many times. */
export function mentions(atLeast: number): Witness {
  return { in: 'own', words: RUST_WORD, atLeast };
}

/** The options of a whole kernel, pasted. */
export const configDump: Witness = {
  in: 'text',
  words: /^CONFIG_(?:CC_VERSION_TEXT|RUSTC_VERSION)=|^# Automatically generated file; DO NOT EDIT/m,
};

/** Carried to a stable tree, or proposed for one by a machine: the talk about it was had elsewhere. */
export const backport: Witness = {
  any: [
    { in: 'text', words: /^(?:\[ Upstream commit [0-9a-f]{12,40} \]|commit [0-9a-f]{12,40} upstream\.)/m },
    { in: 'text', words: /^LLM Generated explanations/m },
  ],
};
