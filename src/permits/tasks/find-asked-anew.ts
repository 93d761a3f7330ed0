import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import type { FindRules, StandingRules } from '../../zones/rules/find-rules.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import { permitKindNames } from '../kinds/permit-kinds.ts';
import { amongSeen } from '../registry/list-permits.ts';
import { loadPersonExceptions } from '../registry/load-person-exceptions.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { permits } from '../registry/tables.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { type RuleQuestion, tellRule } from '../rule/tell-rule.ts';
import type { OpenMatter } from '../using/open-matters.ts';
import { stillCounts } from '../using/still-counts.ts';
import { loadWaiversFor } from '../waivers/hold-waivers-for.ts';
import { questionOf, type RuledApplication } from '../weighing/weigh-rule.ts';
import { loadTurns } from './load-turns.ts';

type Asking = { readonly pool: Pool; readonly findRules: FindRules };

/** A permit that nobody decided, as far as the rules have a say in it. */
type Undecided = RuledApplication & Pick<PermitRow, 'permitId' | 'validFrom'>;

const undecided = { decided: false } as const;

/**
 * Finds the permits in force that nobody decided and whose rows ask for a decision by now (ADR 0044), among those that are `seen`. Who applied
 * learns so that they allow nothing any more, before somebody tries.
 */
export async function findAskedAnew(
  { pool, findRules }: Asking,
  siteId: string,
  seen: RecordsSeen,
  now: Date,
): Promise<readonly OpenMatter[]> {
  const db = databaseOf(pool);
  const [rules, found] = [await findRules(siteId), await loadUndecided(db, siteId, seen, now)];
  if (rules === undefined) return [];
  // What spares those it is for is read of the few alone that would be asked without it.
  const bare = { waivers: [], exceptions: new Map() };
  const asked = found.filter((permit) => !isStanding(permit, rules, now, bare));
  const matters: OpenMatter[] = [];
  for (const permit of asked) {
    const { organisationId: unit, validUntil: until, concernedIds } = permit;
    const waivers = await loadWaiversFor(db, siteId, { ...permit, unit, from: now, until });
    const exceptions = await loadPersonExceptions(db, siteId, concernedIds);
    const rule = tell(permit, rules, now, { waivers, exceptions });
    if (stillCounts(undecided, rule.track)) continue;
    const turns = await loadTurns(db, siteId, permit, now);
    matters.push({ permit: permit.permitId, is: 'asked-anew', due: sinceWhen(permit, rule, turns) });
  }
  return matters;
}

type Sparing = Omit<Parameters<typeof questionOf>[1], 'zones'>;

function isStanding(permit: Undecided, rules: StandingRules, now: Date, sparing: Sparing): boolean {
  return stillCounts(undecided, tell(permit, rules, now, sparing).track);
}

function tell(permit: Undecided, { zones, layers }: StandingRules, now: Date, sparing: Sparing): RuleTold {
  const at = new Date(Math.max(now.getTime(), permit.validFrom.getTime()));
  const planned = permit.zoneIds.flatMap((id) => zones.get(id) ?? []);
  const question: RuleQuestion = questionOf(permit, { ...sparing, zones: planned });
  return tellRule(question, at, layers);
}

/** Since when it is asked for: the last change that may have made it so; else since it began. */
function sinceWhen({ validFrom }: Undecided, { lines }: RuleTold, turns: readonly Date[]): Date {
  const asking = lines.filter(({ track }) => !stillCounts(undecided, track));
  const since = asking.flatMap(({ determined }) => (determined === null ? [] : Date.parse(determined.from)));
  return new Date(Math.max(validFrom.getTime(), ...since, ...turns.map((at) => at.getTime())));
}

const underTheRules = permitKindNames.filter((kind) => leavesAside(kind) === undefined);

function loadUndecided(
  db: Database,
  siteId: string,
  seen: RecordsSeen,
  now: Date,
): Promise<readonly Undecided[]> {
  const { permitId, kind, asked, zoneIds, applied, organisationId, applicantId, concernedIds } = permits;
  const { validFrom, validUntil, state, consents, untilSeq } = permits;
  return db
    .select({
      ...{ permitId, kind, asked, zoneIds, applied, organisationId, applicantId, concernedIds },
      ...{ validFrom, validUntil },
    })
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(untilSeq),
        inArray(kind, underTheRules),
        inArray(state, ['filed', 'in-use']),
        gt(validUntil, now),
        eq(consents, sql`'[]'::jsonb`),
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    );
}
