import type { AreaRule } from '../../../../src/domain/area.ts';
import { row } from './row.ts';

const CALLED: Readonly<Record<string, string>> = {
  alpha: 'alpha',
  arc: '',
  arm: 'arm, arm32',
  arm64: 'arm64, aarch64',
  csky: 'csky',
  hexagon: 'hexagon',
  loongarch: 'loongarch',
  m68k: 'm68k',
  microblaze: 'microblaze',
  mips: 'mips',
  nios2: 'nios2',
  openrisc: 'openrisc',
  parisc: 'parisc',
  powerpc: 'powerpc, ppc',
  riscv: 'riscv, risc-v',
  s390: 's390',
  sh: 'sh',
  sparc: 'sparc, sparc64',
  um: 'um',
  x86: 'x86, x86_64',
  xtensa: 'xtensa',
};

/** The architectures, those that run Rust today and those that might. */
export const ARCH_AREAS: readonly AreaRule[] = Object.entries(CALLED).map(([arch, subjects]) =>
  row(`arch/${arch}`, `arch/${arch}/`, subjects),
);
