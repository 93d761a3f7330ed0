import type { Refusal } from '../kernel/problem.ts';
import type { Principal } from './principal.ts';
import { proofMethods } from './proof-methods.ts';

/** So long it counts that somebody has shown who they are; signing in shows it, too. */
export const proofCountsMs = 10 * 60_000;

/**
 * Why what is done has to wait until its person shows once more who they are; undefined where they just did. Asked of sessions alone: a
 * screen is left open, a token is not.
 */
export function findMissingProof({ credential }: Principal, now: Date): Refusal | undefined {
  const { kind, provedAt } = credential;
  if (kind !== 'session') return undefined;
  // A clock that was set back lengthens nothing.
  const isRecent = provedAt !== undefined && Math.abs(now.getTime() - provedAt.getTime()) < proofCountsMs;
  return isRecent ? undefined : proofRequired;
}

const proofRequired: Refusal = {
  code: 'proof-required',
  detail: `この操作の前に、${Object.values(proofMethods).join('、')}のいずれかで本人であることをもう一度確かめてください（POST /api/v1/own/prove）。確かめてから10分の間は、繰り返し聞きません。`,
};
