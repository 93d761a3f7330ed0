import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../db/package-folder.ts';

/** Reads one document of `policies/`, as JSON; throws where there is none of that name. */
export function readPolicyFile(name: string): unknown {
  return JSON.parse(readFileSync(join(packageFolder(), 'policies', `${name}.json`), 'utf8'));
}
