import { findPolicy } from './load-policy.ts';
import { type PolicyText, policyTextOf } from './policy.ts';

const known = new Map<string, PolicyText | undefined>();

/** The text of a package by its name; read once. Undefined for a package that this program does not have any more. */
export function loadPolicyText(name: string): PolicyText | undefined {
  if (!known.has(name)) {
    const policy = findPolicy(name);
    known.set(name, policy && policyTextOf(policy));
  }
  return known.get(name);
}
