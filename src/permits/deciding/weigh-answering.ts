import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Need } from '../rule/rule-told.ts';
import { type Decidable, findDeciderBar } from './find-decider-bar.ts';
import { holdsAt } from './holds-at.ts';
import { judgeAbsence } from './judge-absence.ts';
import { type ConsentOutcome, judgeConsent } from './judge-consent.ts';
import { withStandIns } from './with-stand-ins.ts';

/** What is decided of a permit, beside its consents: for whom somebody has to answer, and what they say. */
export type Answering = {
  readonly needs: readonly Need[];
  /** For how much of them whoever decides answers. */
  readonly share: 'the whole' | 'any part';
  /** Why the officer is absent in whose stead it is decided (代決). */
  readonly absence: string | undefined;
  /** What is said to whoever does not. */
  readonly notTheirs: Refusal;
};

/**
 * Weighs whether somebody decides something of a permit: by roles of their own, in the stead of an officer, or as the superior (ADR 0040);
 * never as a party, nor bound to one, nor as host of a visitor it is for (I8). Whoever answers for a part by themselves needs no officer for it.
 */
export async function weighAnswering(
  tx: ActTx,
  principal: Principal,
  permit: Decidable,
  { needs, share, absence, notTheirs }: Answering,
): Promise<Result<ConsentOutcome['added'], Refusal>> {
  const barred = await findDeciderBar(tx, principal, permit);
  if (barred !== undefined) return refuse(barred);
  const own = judgeConsent(needs, [], holdsAt(principal, permit.siteId));
  const settled = share === 'any part' && own.added.length > 0;
  const { added, missing } = settled ? own : await withStandIns(tx, principal, permit, own);
  const isTheirs = added.length > 0 && (share === 'any part' || missing.length === 0);
  if (!isTheirs) return refuse(notTheirs);
  const silent = judgeAbsence(added, absence);
  return silent === undefined ? ok(added) : refuse(silent);
}
