import type { Role } from './roles.ts';

/** Who may do an action where, and whether it waits for a proof. */
export type Right = {
  readonly scope: 'ministry' | 'anywhere' | 'site';
  readonly roles: readonly Role[];
  readonly proof?: ProofDemand;
};

/**
 * When whoever signed in has to have shown who they are within the last minutes (`findMissingProof`): for what the action changes; also for
 * what it only reads, where that leaves with personal data; or where a zone of class 3 is among what is decided, which its use case sees.
 */
type ProofDemand = 'to-change' | 'to-read' | 'at-class-3';
