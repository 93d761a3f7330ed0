import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { type PermitState, permitStateAfter } from '../lifecycle/permit-lifecycle.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import type { OwedLook } from '../rule/afterwards.ts';
import type { Consent } from '../rule/consent.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import type { UsingDeps } from '../using/use-permit.ts';
import { findDeciderBar } from './find-decider-bar.ts';
import { holdsAt } from './holds-at.ts';
import { type ConsentOutcome, judgeConsent, sameNeed } from './judge-consent.ts';

/** What whoever looks says of it: that it was right, or that it was not, and why. */
export type Look = { readonly accepted: boolean; readonly words?: string };

/**
 * 後閲: whoever should have decided looks at what was decided without them, for all that their roles answer for. What they do not accept and
 * runs still is revoked by the same act (I5), and a consent that was given so counts no more; what was given beside the permit is taken back
 * alone. Nobody looks at what they applied for, what is for them (I8), or what they decided as a deputy, whatever they hold by now.
 */
export function lookAfterwards(
  deps: UsingDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  look: Look,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, principal, siteId, permitId, 'look');
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    const { afterwards } = permit;
    if (afterwards?.is !== 'look') return refuse(nothingToLookAt);
    const refusal = await findDeciderBar(tx, principal, permit);
    if (refusal !== undefined) return refuse(refusal);
    const ofOthers = afterwards.needs.filter(({ by }) => by === undefined || by !== actor.id);
    if (ofOthers.length === 0 && afterwards.needs.length > 0) return refuse(ownDecision);
    const { added } = judgeConsent(ofOthers, [], holdsAt(principal, siteId));
    if (added.length === 0) return refuse(notTheirs);

    if (!look.accepted && look.words === undefined) return refuse(withoutReason);
    const looked = ofOthers.filter((owed) => added.some((one) => sameNeed(owed, one)));
    const missing = afterwards.needs.filter((owed) => !looked.includes(owed));
    const given = looked.flatMap(({ beside }) => beside ?? []);
    const ofPermit = given.length < looked.length;
    const revoked = look.accepted || !ofPermit ? undefined : permitStateAfter(permit.state, 'revoke');
    const state = revoked ?? next;
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(entryKindOf(permit, state, 'permit-looked'), permitId, permit),
      details: {
        accepted: look.accepted,
        from: permit.state,
        to: state,
        looks: added,
        ...(given.length === 0 ? {} : { beside: given }),
      },
      ...(look.words === undefined
        ? {}
        : { personal: { recordClass: 'act', data: { reason: look.words } } as const }),
    });
    const { takeBack } = deps.permitGuards[permit.kind];
    const change = {
      state,
      consents: consentsAfter(
        permit,
        looked,
        added,
        look.accepted ? { by: actor.id, at: tx.now } : undefined,
      ),
      afterwards: missing.length === 0 ? null : { ...afterwards, needs: missing },
      ...(look.accepted || takeBack === undefined ? {} : { terms: await takeBack(tx, permit, given, seq) }),
      ...(look.accepted || !ofPermit ? {} : { reason: look.words }),
    };
    await savePermit(tx, permit, change, seq);
    return ok({ state });
  });
}

/** With the looks that accept; what is still applied for loses the consents that were not. */
function consentsAfter(
  { state, consents }: PermitRow,
  looked: readonly OwedLook[],
  as: ConsentOutcome['added'],
  accepted: { readonly by: string; readonly at: Date } | undefined,
): readonly Consent[] {
  // What was refused or sent back in their stead has no consent.
  if (state === 'rejected' || state === 'returned') return consents;
  if (accepted === undefined) {
    if (state !== 'requested') return consents;
    const refused = looked.filter(({ beside }) => beside === undefined);
    return consents.filter((given) => !refused.some((one) => sameNeed(given, one)));
  }
  const { by, at } = accepted;
  return [...consents, ...as.map((one) => ({ ...one, by, at: at.toISOString(), afterwards: true as const }))];
}

const withoutReason: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/words', message: '認めない理由を書いてください' }],
};

const nothingToLookAt: Refusal = { code: 'conflict', detail: '後閲を待っている許可・届出ではありません。' };

const ownDecision: Refusal = {
  code: 'self-approval',
  detail: '自分が代わりに判断したことは後閲できません。ほかの責任者が確かめてください。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '後閲は、判断すべきであった人（afterwards.for にある役割の人）が行ってください。',
};
