import type { AreaRule } from '../../../src/domain/area.ts';
import { ARCH_AREAS } from './areas/arch.ts';
import { DEVICE_AREAS } from './areas/devices.ts';
import { KERNEL_AREAS } from './areas/kernel.ts';
import { RUST_AREAS } from './areas/rust.ts';

/**
 * Parts of the kernel where Rust lives or arrives: by paths first, by what patches to it are called second. A name
 * below another (`drm/nova`) is a part of it. `lorewatch areas --from MAINTAINERS` makes more of them.
 */
export const AREAS: readonly AreaRule[] = [...RUST_AREAS, ...KERNEL_AREAS, ...DEVICE_AREAS, ...ARCH_AREAS];
