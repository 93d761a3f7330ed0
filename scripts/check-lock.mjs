// A lock that misses a platform's package installs here and fails with "Missing: … from lock file" elsewhere.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const locked = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
const faults = [];

for (const [path, entry] of Object.entries(lock.packages)) {
  const name = path === '' ? 'this package' : path;
  for (const dependency of Object.keys(entry.optionalDependencies ?? {})) {
    if (!locked.has(dependency))
      faults.push(`${name} ${entry.version}: ${dependency} is missing from the lock`);
  }
  if (entry.resolved !== undefined) faults.push(`${name}: the lock names a registry`);
}

for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'lock complete' : `lock incomplete: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
