import { parseProposals } from './parse-proposals.ts';
import type { Policy } from './policy.ts';
import type { Proposal } from './proposal.ts';
import { readPolicyFile } from './read-policy-file.ts';

/** The ready proposals that stand beside a package in `policies/`, or beside the one it is based on. */
export function loadProposals(policy: Policy): readonly Proposal[] {
  const name = `proposals-${policy.basedOn ?? policy.package}`;
  const parsed = parseProposals(readPolicyFile(name), policy);
  if (parsed.ok) return parsed.value;
  const faults = parsed.refusal.map(({ at, message }) => `  ${at} ${message}`).join('\n');
  throw new Error(`policies/${name}.json cannot be used:\n${faults}`);
}
