import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../db/package-folder.ts';

/** Reads one document of `policies/`, as JSON; throws where there is none of that name. */
export function readPolicyFile(name: string): unknown {
  return JSON.parse(readFileSync(join(packageFolder(), 'policies', `${name}.json`), 'utf8'));
}

/** The packages of rules that stand there; the proposals beside them are none. */
export function policyNames(): readonly string[] {
  return readdirSync(join(packageFolder(), 'policies'))
    .filter((file) => file.endsWith('.json') && !file.startsWith('proposals-'))
    .map((file) => file.slice(0, -'.json'.length));
}
