import type { ClientBase } from 'pg';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { AppliedCase } from './applied-case.ts';
import type { AskedRow, RuleTold } from './rule-told.ts';
import { tellRule } from './tell-rule.ts';

/** An application, as far as the rules have a say in it. */
export type RuledApplication = {
  readonly kind: PermitKind;
  readonly asked: readonly AskedRow[];
  readonly zoneIds: readonly string[];
  readonly applied: AppliedCase;
  readonly organisationId: string | null;
};

/** What the rules of a site say of an application at a moment, with the zones that the plan has. */
export type WeighedRule = { readonly rule: RuleTold; readonly zones: ReadonlySet<string> };

/** Reads the rules of a site and tells what they say of an application; undefined where it has no plan yet. */
export async function weighRule(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  policy: Policy,
  { kind, asked, zoneIds, applied, organisationId }: RuledApplication,
  at: Date,
): Promise<WeighedRule | undefined> {
  const rules = await loadSiteRules(client, siteId, policy);
  if (rules?.plan === undefined) return undefined;
  const named = new Set(zoneIds);
  const zones = rules.plan.zones.filter(({ id }) => named.has(id));
  const opens = leavesAside(kind);
  const question = { asked, zones, circumstances: applied, unit: organisationId, opens };
  return {
    rule: tellRule(question, at, rules.layers),
    zones: new Set(rules.plan.zones.map(({ id }) => id)),
  };
}
