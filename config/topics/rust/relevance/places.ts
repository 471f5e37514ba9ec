/** Rust code, and the C that exists only to be called from it or that belongs to a driver written in it. */
export const RUST_CODE =
  /\.rs(?:\.S|\.in)?$|^samples\/rust\/|^rust\/(?:helpers|bindings|uapi)\/|^rust\/(?:exports|helpers)\.c$|^drivers\/android\/binder\/[^\n]*\.[ch]$/;

/** Files of Rust's own build, those of the drivers that are written in it included. */
export const RUST_BUILD =
  /(?:^|\/)rust\.config$|^drivers\/(?:gpu\/(?:nova-core|drm\/(?:nova|tyr|asahi))|android\/binder|block\/rnull)\/(?:Makefile|Kconfig)$|^rust\/(?:Makefile|[^\n]*\.(?:toml|sh|py|json)|bindgen_parameters|\.\w+|Kconfig\w*)$|^scripts\/[^\n]*(?:rust|bindgen)[^/\n]*$|^tools\/testing\/selftests\/rust\/|(?:^|\/)\.?(?:clippy|rustfmt)\.toml$|^rust-toolchain/;

/** A path in which nothing says Rust. */
export const NOT_RUST = /^(?![^\n]*(?:rust|clippy|bindgen|android\/binder|nova|\/tyr\/))/;

/** Where the build says how code is compiled: Makefiles and options, but no script of another purpose. */
export const MAKEFILES = /(?:^|\/)(?:Makefile|Kconfig|Kbuild)[.\w-]*$|\.mk$|^init\/Kconfig$/;

/** All of the build, scripts included. */
export const BUILD_FILES =
  /(?:^|\/)(?:Makefile|Kconfig|Kbuild)[.\w-]*$|\.(?:mk|config|lds\.S)$|^scripts\/|^tools\/(?:build|objtool)\/|^\.(?:gitignore|editorconfig|clippy\.toml|rustfmt\.toml)$|defconfig$/;

/** The documentation of Rust in the kernel. */
export const RUST_DOCS =
  /^Documentation\/(?:rust|gpu\/(?:nova|tyr))\/|^Documentation\/[^\n]*\brust\b|^rust\/[^\n]*\.(?:md|rst)$/;

export const DOCS = /^Documentation\//;
export const PEOPLE = /^(?:MAINTAINERS|\.mailmap)$/;
