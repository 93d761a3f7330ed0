import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { type PermitState, permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { beginWorkAct } from '../plan/begin-work-act.ts';
import { judgeChange } from '../plan/judge-change.ts';
import { judgeCrew } from '../plan/judge-crew.ts';
import { loadChangeFacts } from '../plan/load-change-facts.ts';
import { loadCrewFacts } from '../plan/load-crew-facts.ts';
import type { WorkDeps } from './begin-work.ts';
import { findOpenOccurrence } from './occurrence-rows.ts';

const open: readonly PermitState[] = ['requested', ...permitStatesInForce];

/**
 * Who comes to a work that was planned: names are brought until the closing time that the plan says (作業員の届出). While it runs nobody is
 * taken off who is still in its zones, as the doors know it.
 */
export function changeWorkers(
  deps: WorkDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  persons: readonly string[],
): Promise<Result<{ readonly workers: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, context.principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    const { id } = context.principal.actor;
    if (permit.applicantId !== id) return refuse(notTheirs);
    if (!open.includes(permit.state)) return refuse(over);
    const closing = terms.namesBy === undefined ? permit.validUntil : new Date(terms.namesBy);
    if (tx.now >= closing) return refuse(closed);
    const errors = [
      ...judgeChange(persons, await loadChangeFacts(tx, permit, terms, persons)),
      ...judgeCrew(
        { workers: persons, terms, from: permit.validFrom, until: permit.validUntil },
        await loadCrewFacts(tx, persons, terms),
      ),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    await tx.takeHeads([siteId]);
    const [before, after] = [new Set(permit.concernedIds), new Set(persons)];
    const removed = permit.concernedIds.filter((one) => !after.has(one));
    if ((await findOpenOccurrence(tx, siteId, permitId)) !== undefined) {
      const places = await deps.findPlaces(tx.client, siteId, removed);
      if ([...places.values()].some((zone) => permit.zoneIds.includes(zone))) return refuse(stillInside);
    }
    const seq = tx.record(siteId, {
      ...entryOfPermit('work-workers-changed', permitId, permit),
      details: {
        added: persons.filter((one) => !before.has(one)),
        removed,
      },
    });
    await savePermit(tx, permit, { concernedIds: [...persons] }, seq);
    return ok({ workers: persons.length });
  });
}

const notTheirs: Refusal = { code: 'forbidden', detail: '作業員を届け出るのは計画した人だけができます。' };
const over: Refusal = { code: 'conflict', detail: 'この計画の作業員はもう変えられません。' };
const closed: Refusal = {
  code: 'conflict',
  detail: '作業員の届出は締め切られました。その人たちについては新しく計画してください。',
};
const stillInside: Refusal = {
  code: 'conflict',
  detail: '外す人がまだ作業の区域にいます。出てから外してください。',
};
