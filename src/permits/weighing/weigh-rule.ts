import type { SomeZones } from '../../authority/visibility.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import type { RuledZone } from '../../zones/regulation/layers.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { loadPersonExceptions } from '../registry/load-person-exceptions.ts';
import type { AppliedCase } from '../rule/applied-case.ts';
import type { PersonException } from '../rule/exception-over.ts';
import type { AskedRow, RuleTold } from '../rule/rule-told.ts';
import { type RuleQuestion, tellRule } from '../rule/tell-rule.ts';
import type { Waiver } from '../rule/waiver.ts';
import { holdWaiversFor } from '../waivers/hold-waivers-for.ts';

/** An application, as far as the rules have a say in it. */
export type RuledApplication = {
  readonly kind: PermitKind;
  readonly asked: readonly AskedRow[];
  readonly zoneIds: readonly string[];
  readonly applied: AppliedCase;
  readonly organisationId: string | null;
  readonly applicantId: string;
  readonly concernedIds: readonly string[];
  /** Exclusive */
  readonly validUntil: Date;
};

/** What the rules of a site say of an application at a moment, with the zones of the plan that whoever asks knows. */
export type WeighedRule = { readonly rule: RuleTold; readonly zones: ReadonlySet<string> };

/**
 * Reads the rules of a site and tells what they say of an application to whoever knows these hidden rooms; undefined where it has no plan
 * yet. The waivers it may lean on are held to the end of the act, and rules that change before it takes the head are asked anew (I5).
 */
export async function weighRule(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  application: RuledApplication,
  at: Date,
  rooms: SomeZones,
): Promise<WeighedRule | undefined> {
  const { kind, zoneIds, concernedIds, organisationId: unit, validUntil: until } = application;
  const rules = await loadRulesOfAct(tx, siteId, policy);
  if (rules?.plan === undefined) return undefined;
  const named = new Set(zoneIds);
  const planned = zonesShown(rules.plan.zones, rooms);
  const zones = planned.filter(({ id }) => named.has(id));
  const waivers = await holdWaiversFor(tx, siteId, { ...application, unit, from: at, until });
  // What is to be opened is what stands without any opening.
  const asked = leavesAside(kind) === undefined ? concernedIds : [];
  const exceptions = await loadPersonExceptions(tx.db, siteId, asked);
  const question = questionOf(application, { zones, waivers, exceptions });
  return {
    rule: tellRule(question, at, rules.layers),
    zones: new Set(planned.map(({ id }) => id)),
  };
}

/** What the rules are asked of an application, with what spares those it is for. */
export function questionOf(
  { kind, asked, concernedIds, applied, organisationId: unit, validUntil: until }: RuledApplication,
  {
    zones,
    waivers,
    exceptions,
  }: {
    readonly zones: readonly RuledZone[];
    readonly waivers: readonly Waiver[];
    readonly exceptions: ReadonlyMap<string, readonly PersonException[]>;
  },
): RuleQuestion {
  const excepting = { persons: concernedIds.map((id) => exceptions.get(id) ?? []), until };
  return { asked, zones, circumstances: applied, unit, opens: leavesAside(kind), waivers, excepting };
}
