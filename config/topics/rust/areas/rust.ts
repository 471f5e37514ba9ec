import { broad, row } from './row.ts';

/** Rust's own folder, its build and what goes with a change: documents, samples, tests, tools. */
export const RUST_AREAS = [
  broad(
    'core',
    'rust/ rust/kernel/ioctl',
    'rust, kernel, error, types, prelude, uaccess, transmute, bits, num, ptr, ioctl',
  ),
  broad('helpers', 'rust/helpers/ rust/helpers.c', 'helpers'),
  row(
    'build',
    `Makefile Kbuild Kconfig scripts/ usr/ init/Kconfig arch/Kconfig lib/Kconfig lib/Makefile kernel/Makefile
     kernel/configs/ kernel/kallsyms tools/build/ .clippy.toml .rustfmt.toml .gitignore
     rust/Makefile rust/Kconfig rust/bindgen_parameters rust/.`,
    'kbuild, kconfig, build, scripts, makefile, modpost, gendwarfksyms, genksyms, kallsyms, bindgen, rustc, clippy, rustfmt, rustdoc, rust-analyzer',
  ),
  row('docs', 'Documentation/ README', 'docs, doc, documentation'),
  row('maintainers', 'MAINTAINERS .mailmap CREDITS .get_maintainer', 'maintainers, mailmap'),
  row('bindings', 'rust/bindings/ rust/uapi/ rust/ffi rust/kernel/bindings', 'bindings, uapi, ffi'),
  row('macros', 'rust/macros/', 'macros, rust-macros'),
  row('pin-init', 'rust/pin-init/ rust/kernel/init', 'pin-init, pin_init, init'),
  row(
    'crates',
    'rust/syn/ rust/quote/ rust/proc-macro2/ rust/zerocopy',
    'syn, quote, proc-macro2, zerocopy, zerocopy-derive',
  ),
  row('samples', 'samples/', 'samples, sample'),
  row(
    'kunit',
    'rust/kernel/kunit rust/helpers/kunit lib/kunit/ include/kunit/ tools/testing/kunit/ scripts/rustdoc_test rust/.kunitconfig',
    'kunit, doctest, doctests',
  ),
  row('selftests', 'tools/testing/', 'selftests, selftest, kselftest'),
  row('tools', 'tools/', 'tools, objtool'),
  row('perf', 'tools/perf/ kernel/events/ drivers/perf/ include/linux/perf_event', 'perf, perf tools'),
  row(
    'bpf',
    `kernel/bpf/ net/bpf/ include/linux/bpf include/uapi/linux/bpf tools/bpf/ tools/lib/bpf/ tools/testing/selftests/bpf/
     samples/bpf/`,
    'bpf, libbpf, bpftool',
  ),
];
