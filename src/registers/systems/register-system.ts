import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findSystemFaults, type SystemDraft } from './find-system-faults.ts';
import { keepsSystem, notTheirSystem } from './keeps-systems.ts';
import { sitesOf } from './sites-of.ts';
import { informationSystems } from './tables.ts';

/** Registers an information system and the zones it is in (METI 41): from the answer on the rows of its scope bind there. */
export function registerSystem(
  deps: ActDeps,
  context: ActContext,
  draft: SystemDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (!keepsSystem(context.principal, draft.officerId)) return refuse(notTheirSystem);
    const sites = sitesOf(draft.places);
    await tx.takeHeads([ministryLogId, ...sites]);
    const errors = await findSystemFaults(tx.db, draft);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const id = newId<'system'>();
    const fromSeq = tx.recordMinistry(
      {
        kind: 'system-registered',
        subject: { organisation: draft.organisationId, person: draft.officerId },
        details: { system: id, places: [...draft.places] },
      },
      sites,
    );
    await tx.db.insert(informationSystems).values({ ...draft, systemId: id, fromSeq });
    return ok({ id });
  });
}
