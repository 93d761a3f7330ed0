import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { holdStopped } from '../../people/registry/hold-stopped.ts';
import type { RuleTold } from '../../permits/rule/rule-told.ts';
import { tellRule } from '../../permits/rule/tell-rule.ts';
import { stillCounts } from '../../permits/using/still-counts.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { findSection } from '../registry/find-section.ts';
import { type DeliveredThing, deliveredThings } from '../rule/delivered-things.ts';
import type { Receiver } from '../rule/receiver.ts';
import { weighTransfer } from '../transfers/weigh-transfer.ts';
import { findCovering } from './find-covering.ts';
import type { Handover } from './handover.ts';
import { holdFirmPermits } from './hold-firm-permits.ts';
import { judgeHandover } from './judge-handover.ts';

/** A handover that may be recorded: what the rules say of it, and the permit they ask for. */
export type WeighedHandover = {
  readonly thing: DeliveredThing;
  readonly rule: RuleTold;
  /** null where none is asked for. */
  readonly permit: string | null;
};

/** Weighs what was handed over by the rules of this moment. The staff, the courier and the permits it rests on are
 * held to the end of the act. */
export async function weighHandover(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  policy: Policy,
  handover: Handover,
): Promise<Result<WeighedHandover, Refusal>> {
  const { zone: zoneId, carrier, by, section, entry, information } = handover;
  const receiving = sectionOf(information?.receiver);
  const staff = await holdActiveStaff(tx, [by]);
  const rules = await loadRulesOfAct(tx, siteId, policy);
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  const zone = zonesShown(rules?.plan?.zones ?? [], rooms).find(({ id }) => id === zoneId);
  const faults = judgeHandover(handover, {
    zone,
    isStaff: staff.has(by),
    isSection: section === undefined || (await isOrganisation(tx.db, section)),
    isReceiver: receiving === undefined || (await isOrganisation(tx.db, receiving)),
    sectionAsksSlip: section !== undefined && (await findSection(tx.db, siteId, section))?.asksSlip === true,
    isCourier: entry !== undefined && (await isCourier(tx, siteId, entry.courier)),
  });
  const errors = [...faults, ...(await weighInformation(tx, siteId, policy, handover))];
  if (errors.length > 0 || rules === undefined || zone === undefined) {
    return refuse({ code: 'unprocessable', errors });
  }
  const thing: DeliveredThing = information === undefined ? 'parcel' : 'information-item';
  const { row, says } = deliveredThings[thing];
  const question = { asked: [{ row }], zones: [zone], circumstances: fromCourier, unit: null };
  const rule = tellRule(question, tx.now, rules.layers);
  if (rule.track === 'free') return ok({ thing, rule, permit: null });
  const held = await holdFirmPermits(tx, siteId, zoneId, tx.now);
  const counting = held.filter((one) => stillCounts(one, rule.track));
  const permit = findCovering(counting, { carrier, thing, courier: entry?.courier });
  if (permit !== undefined) return ok({ thing, rule, permit });
  const detail =
    rule.track === 'undetermined'
      ? `この区域での${says}の受渡しについて府省庁の判断がまだないため、認められません。`
      : `この区域での${says}の受渡しには区域情報セキュリティ責任者の許可が要ります。この会社の許可がありません。`;
  return refuse({ code: 'conflict', detail });
}

/** Of what comes in the permission is the sender's. */
async function weighInformation(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  { information, ...handed }: Handover,
) {
  return information === undefined
    ? []
    : weighTransfer(tx, siteId, policy, { ...handed, ...information, leaves: handed.way === 'out' });
}

function sectionOf(receiver: Receiver | undefined): string | undefined {
  return receiver !== undefined && 'section' in receiver ? receiver.section : undefined;
}

const fromCourier = { person: 'courier' } as const;

async function isCourier(tx: ActTx, siteId: string, person: string): Promise<boolean> {
  const who = (await loadWhoIs(tx.client, siteId, [person])).get(person);
  return who?.kind === 'courier' && !(await holdStopped(tx, [person])).has(person);
}
