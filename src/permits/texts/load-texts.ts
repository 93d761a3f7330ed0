import type { Database } from '../../db/pool.ts';
import { type Policy, policyTextOf } from '../../zones/regulation/policy.ts';
import { findTextsInForce } from './safety-text-rows.ts';
import type { TextsInForce } from './texts-in-force.ts';

/** Reads which texts are in force, beside which what an application quotes is shown. */
export async function loadTexts(db: Database, policy: Policy, at: Date): Promise<TextsInForce> {
  return { text: policyTextOf(policy), inForce: await findTextsInForce(db, at) };
}
