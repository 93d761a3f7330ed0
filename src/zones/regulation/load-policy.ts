import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { readPolicy } from './read-policy.ts';
import { policyNames } from './read-policy-file.ts';

/** The package that a service goes by where its settings name none. */
export const usualPolicy = 'unified-h24-draft';

/** Reads a named package; a faulty one stops the start, naming every fault. */
export function loadPolicy(name: string): Policy {
  const parsed = parsePolicy(readPolicy(name));
  if (parsed.ok) return parsed.value;
  const faults = parsed.refusal.map(({ at, message }) => `  ${at} ${message}`).join('\n');
  throw new Error(`policies/${name}.json cannot be used:\n${faults}`);
}

/** The same of a name that somebody typed; undefined where there is no such package. */
export function findPolicy(name: string): Policy | undefined {
  return policyNames().includes(name) ? loadPolicy(name) : undefined;
}
