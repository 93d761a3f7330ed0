import type { Result } from '../../kernel/result.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { lendPass } from '../passes/lend-pass.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { deskFaults } from './desk-faults.ts';

/**
 * Hands the pass with this numeral over to a member, due at the end of their 来庁; refused with the words to tell at the desk. Its
 * pattern has to do for the highest class among the zones of the member's destinations and of the ways to them (row 36).
 */
export async function lendToMember(
  { tx, siteId, plan, whole }: DeskAct,
  { memberId, endsAt }: Pick<ArrivalRow, 'memberId' | 'endsAt'>,
  numeral: string,
): Promise<Result<undefined, { readonly why?: string }>> {
  if (endsAt <= tx.now) return { ok: false, refusal: { why: deskFaults['visit-over'].says } };
  const bound = whole.destinations.filter((one) => isBoundFor(one, memberId));
  const zoneIds = new Set(bound.flatMap((one) => [...one.zoneIds, ...one.wayZoneIds]));
  const classes = plan.zones.filter(({ id }) => zoneIds.has(id)).map((zone) => zone.class ?? 9);
  const upToClass = Math.max(0, ...classes);
  const lending = {
    numeral,
    holder: memberId,
    basis: 'visit',
    lentAt: tx.now,
    dueAt: endsAt,
    upToClass,
  } as const;
  const lent = await lendPass(tx, siteId, lending, tx.nextSeq(siteId));
  if (lent.ok) return { ok: true, value: undefined };
  const { detail, errors = [] } = lent.refusal;
  const why = detail ?? errors[0]?.message;
  return { ok: false, refusal: why === undefined ? {} : { why } };
}
