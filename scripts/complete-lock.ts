import { readFileSync, writeFileSync } from 'node:fs';

// A mirror of the registry may lack the platform packages of other machines. npm then leaves them out of
// the lock that it writes, and `npm ci` refuses that lock everywhere. Their versions are exact and their
// names say their platform, so the lock can be completed without them. Run after every `npm install`.

type Package = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

const file = 'package-lock.json';
const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync(file, 'utf8'));
const paths = Object.keys(lock.packages);
const libcs: Record<string, string> = { gnu: 'glibc', musl: 'musl', gnueabihf: 'glibc', musleabihf: 'musl' };

for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (paths.some((path) => path.endsWith(`node_modules/${name}`))) continue;
    lock.packages[`node_modules/${name}`] = platformPackage(name, version, parent.dev === true);
    console.log(`completed ${name} ${version}`);
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);

function platformPackage(name: string, version: string, dev: boolean): Package {
  const [, os, cpu, abi] =
    /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-(\w+))?$/.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${name}@${version}: neither in the lock nor told by its name`);
  const libc = os === 'linux' ? libcs[abi ?? ''] : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  };
}
