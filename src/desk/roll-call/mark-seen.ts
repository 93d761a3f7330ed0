import { and, eq, inArray, isNull } from 'drizzle-orm';
import { withCustody } from '../../access/escorts/with-custody.ts';
import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { arrivals } from '../../visitors/registry/tables.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { findKnown } from '../persons/find-known.ts';

/** Whom a guard or the desk has seen, and in which zone; a visit stands for every member of it that was checked in. */
export type Seen = {
  readonly zone: string;
  readonly persons: readonly string[];
  readonly visits: readonly string[];
};

/** What became of one person: seen, nobody knows them here, or whoever acts is that person. */
export type SeenResult = { readonly person: string; readonly result: 'seen' | 'not-found' | 'own' };

export type SeenAnswer = { readonly seq: number | null; readonly results: readonly SeenResult[] };

/**
 * Marks many as seen in one act, each confirmed in the zone they were seen in. Whoever cannot be marked is told of and keeps nobody
 * else from being marked; nobody marks themselves, nor by a machine they made (I8). Where nobody could be, nothing is recorded.
 */
export function markSeen(
  deps: DeskDeps,
  context: ActContext,
  siteId: string,
  { zone, persons: asked, visits }: Seen,
): Promise<Result<SeenAnswer, Refusal>> {
  return performAct<SeenAnswer>(deps, context, async (tx) => {
    if ((await findElements(tx.db, siteId, 'zone', [zone])).size === 0) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/zone', message: 'この区域は図面にありません。' }],
      });
    }
    const rules = await loadRulesOfAct(tx, siteId, deps.policy);
    if (rules === undefined) return refuse({ code: 'not-found' });
    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    await tx.takeHeads([siteId]);
    const ids = [...new Set([...asked, ...(await loadMembersHere(tx.db, siteId, visits))])].toSorted();
    const known = await findKnown(tx.db, siteId, ids);
    const results = ids.map((person): SeenResult => {
      if (!known.has(person)) return { person, result: 'not-found' };
      return { person, result: owners.has(person) ? 'own' : 'seen' };
    });
    const seen = results.filter(({ result }) => result === 'seen').map(({ person }) => person);
    const [first, ...others] = seen;
    if (first === undefined) return ok({ seq: null, results });
    const seq = tx.record(siteId, {
      kind: 'roll-call-seen',
      subject: { person: first, ...(others.length === 0 ? {} : { with: others }), to: zone },
      effects: await withCustody(
        tx,
        siteId,
        rules,
        seen.map((person): Effect => ({ type: 'presence', person, zone, certainty: 'confirmed' })),
      ),
      details: { origin: 'roll-call', persons: seen.length },
    });
    return ok({ seq, results });
  });
}

async function loadMembersHere(
  db: Database,
  siteId: string,
  visits: readonly string[],
): Promise<readonly string[]> {
  if (visits.length === 0) return [];
  const { siteId: site, visitId, memberId, untilSeq, state } = arrivals;
  const rows = await db
    .selectDistinct({ id: memberId })
    .from(arrivals)
    .where(and(eq(site, siteId), inArray(visitId, [...visits]), isNull(untilSeq), eq(state, 'checked-in')));
  return rows.map(({ id }) => id);
}
