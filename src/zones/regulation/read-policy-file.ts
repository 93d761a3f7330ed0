import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `policies/` beside the nearest package.json: the same folder from the sources and from the bundle in dist/. */
function policiesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above the program: policies/ cannot be found');
    folder = parent;
  }
  return join(folder, 'policies');
}

export function readPolicyFile(name: string): unknown {
  return JSON.parse(readFileSync(join(policiesFolder(), `${name}.json`), 'utf8'));
}
