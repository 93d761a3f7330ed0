import { type Database, databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadCardsOf } from '../../people/registry/card-rows.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { lockAccount } from '../../sign-in/accounts/account-rows.ts';
import { type HashingDeps, inHashingPlace } from '../../sign-in/passwords/in-hashing-place.ts';
import { type ProofRefusal, verifyOwnPassword } from '../../sign-in/proving/verify-own-password.ts';
import { judgePin, plainPin } from './judge-pin.ts';
import { savePin } from './pin-rows.ts';

export type PinDraft = {
  readonly pin: string;
  /** Who took over a screen does not get to sign in by a card that was left beside it. */
  readonly password: string;
  readonly address: string;
};

/** Sets one's own PIN by one's password (2.2.1.1(1)(e)(ア)): nobody else chooses or learns it. */
export function setPin(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  { pin: typed, password, address }: PinDraft,
): Promise<Result<Record<never, never>, ProofRefusal>> {
  const { actor } = context.principal;
  const own = actor.type === 'person' ? actor.id : undefined;
  return inHashingPlace<Record<never, never>, ProofRefusal>(deps, async (place) => {
    const shown = await verifyOwnPassword(deps, place, own, { typed: password, at: '/password', address });
    if (!shown.ok) return shown;
    const { loginId, personId } = shown.value.account;
    const pin = plainPin(typed);
    const fault = judgePin(pin, { numbers: await numbersOf(databaseOf(deps.pool), personId) });
    if (fault !== undefined)
      return refuse({ code: 'unprocessable', errors: [{ at: '/pin', message: fault }] });
    const verifier = await place.makeVerifier(pin);
    return performAct(deps, context, async (tx) => {
      const held = await lockAccount(tx.db, loginId);
      if (held?.endedAt !== null)
        return refuse({ code: 'conflict', detail: 'この識別コードは終わっています。' });
      await tx.takeHeads([ministryLogId]);
      tx.recordMinistry({ kind: 'pin-set', subject: { person: personId } }, []);
      await savePin(tx.db, { loginId, verifier, setAt: tx.now });
      return ok({});
    });
  });
}

/** What others read off the person's cards. */
async function numbersOf(db: Database, personId: string): Promise<readonly string[]> {
  const person = await findPerson(db, personId);
  const cards = await loadCardsOf(db, [personId]);
  return [...cards.map(({ number }) => number), person?.employeeNumber ?? []].flat();
}
