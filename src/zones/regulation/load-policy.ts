import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import { readPolicyFile } from './read-policy-file.ts';

/** Reads a named package; a faulty one stops the start, naming every fault. */
export function loadPolicy(name: string): Policy {
  const parsed = parsePolicy(readPolicyFile(name));
  if (parsed.ok) return parsed.value;
  const faults = parsed.refusal.map(({ at, message }) => `  ${at} ${message}`).join('\n');
  throw new Error(`policies/${name}.json cannot be used:\n${faults}`);
}
