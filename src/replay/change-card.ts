import { DateTime } from 'luxon';
import type { ActDeps } from '../log/writing/perform-act.ts';
import { confirmIdentity } from '../people/cards/confirm-identity.ts';
import { registerCard } from '../people/cards/register-card.ts';
import { reissueCard } from '../people/cards/reissue-card.ts';
import { takeCardStep } from '../people/cards/take-card-step.ts';
import { approvePermission } from '../people/permissions/approve-permission.ts';
import { cardKey } from './card-key.ts';
import type { CardChange } from './issued-card.ts';
import { contextOf, done, type KnownHolder, type ReplayOffice } from './make-replay-office.ts';

/**
 * Gives a person a further card at the moment it first appears. A reissue stops the one before it as lost, for the file
 * does not say why it was replaced; a card lent for the day expires at midnight. The officers confirm the permission,
 * which a change of card puts under review.
 */
export async function changeCard(
  deps: ActDeps,
  office: ReplayOffice,
  { kind, person, card, old }: CardChange,
  timeZone: string,
): Promise<void> {
  const holder = office.holders.get(person);
  const oldId = office.cardIds.get(old);
  if (holder === undefined || oldId === undefined) throw new Error(`${person} has no card yet`);
  const { personId } = holder;
  const context = await contextOf(deps, office.issuer);
  const key = cardKey(card);
  if (kind === 'reissue') {
    const [confirms] = office.officers;
    done(await confirmIdentity(deps, await contextOf(deps, confirms), oldId, '面接'));
    const made = await reissueCard(deps, context, oldId, {
      newCard: { ...key, expiresAt: null },
      oldCard: 'report-lost',
      reason: '新しい番号のカードが使われ始めた',
    });
    office.cardIds.set(card, done(made).id);
  } else {
    const midnight = DateTime.fromJSDate(deps.clock.now(), { zone: timeZone })
      .plus({ days: 1 })
      .startOf('day');
    const life = kind === 'lend' ? { expiresAt: midnight.toJSDate() } : {};
    const made = done(await registerCard(deps, context, { ...key, personId, ...life }));
    office.cardIds.set(card, made.id);
    if (kind === 'superseded') {
      done(await takeCardStep(deps, context, made.id, 'report-lost', '新しい番号のカードに替えられていた'));
    }
  }
  await confirmPermission(deps, office, holder);
}

/** One officer suffices below class 3. */
async function confirmPermission(
  deps: ActDeps,
  { siteId, officers }: ReplayOffice,
  { permissionId }: KnownHolder,
): Promise<void> {
  for (const id of officers) {
    const context = await contextOf(deps, id);
    const { state } = done(await approvePermission(deps, context, siteId, permissionId));
    if (state === 'approved') return;
  }
}
