import type { Category } from '../domain/verdict.ts';
import type { FileChange } from './diff.ts';
import { edit } from './diff.ts';
import type { Driver } from './driver-code.ts';
import { driverBuild, driverSource } from './driver-code.ts';
import type { Subsystem } from './rust-code.ts';
import { abstraction, cHelpers, wiring } from './rust-code.ts';
import type { PatchSpec } from './series-spec.ts';

export const patch = (
  category: Category,
  title: string,
  body: string,
  ...changes: FileChange[]
): PatchSpec => ({
  category,
  title,
  body,
  changes,
});

/** The helpers that a new abstraction needs. */
export function helpersPatch(subsystem: Subsystem): PatchSpec {
  const body = `Some of the functions in \`${subsystem.header}\` are inline functions or macros,
which bindgen cannot see. Add C wrappers for those that the abstraction
in the next patch calls.`;
  return patch('code', `rust: helpers: add ${subsystem.module} helpers`, body, cHelpers(subsystem));
}

/** The abstraction itself. */
export function abstractionPatch(subsystem: Subsystem, title: string): PatchSpec {
  const body = `Add a safe wrapper for \`struct ${subsystem.cType}\`, so that drivers written in
Rust can use a ${subsystem.what}.

Only what the user in this series needs is covered; the rest can follow
when there is somebody who calls it.`;
  return patch('code', title, body, ...wiring(subsystem), abstraction(subsystem));
}

/** The first user of an abstraction. */
export function driverPatch(driver: Driver, title: string): PatchSpec {
  const body = `Add a driver for the ${driver.chip}, written in Rust on top of
the abstraction added earlier in this series.

The C driver for its predecessor is 611 lines; this one is shorter and has
no error path that is written by hand.

Tested on the evaluation board, with module load and unload in a loop.`;
  return patch('code', title, body, ...driverBuild(driver), driverSource(driver));
}

/** A C function that gets exported because Rust needs it. */
export function exportPatch(area: string, path: string, name: string, type: string, why: string): PatchSpec {
  const body = `${why}

No functional change.`;
  const change = edit(
    path,
    612,
    `static int ${name}_locked(struct ${type} *ptr)`,
    ` 
 	return ret;
 }
+EXPORT_SYMBOL_GPL(${name});
 
 /**
  * ${name}_optional() - like ${name}(), but a missing one is no error
`,
  );
  return patch('prereq', `${area}: export ${name}()`, body, change);
}
