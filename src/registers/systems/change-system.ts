import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findSystemFaults, type SystemDraft } from './find-system-faults.ts';
import { holdSystem } from './hold-system.ts';
import { keepsSystem, notTheirSystem } from './keeps-systems.ts';
import { sitesOf } from './sites-of.ts';
import { saveSystem } from './system-rows.ts';

/** Changes the entry of a system in use, if the seq of its last change is one that the caller has read: also where it is. */
export function changeSystem(
  deps: ActDeps,
  context: ActContext,
  systemId: string,
  isSeen: (seq: number) => boolean,
  change: Partial<SystemDraft>,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdSystem(tx, context.principal, systemId);
    if (!held.ok) return held;
    const system = held.value;
    if (!isSeen(system.fromSeq)) return refuse({ code: 'version-mismatch' });
    const next = { ...system, ...change };
    if (!keepsSystem(context.principal, next.officerId)) return refuse(notTheirSystem);
    const sites = sitesOf([...system.places, ...next.places]);
    await tx.takeHeads([ministryLogId, ...sites]);
    const errors = await findSystemFaults(tx.db, next, systemId);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const seq = tx.recordMinistry(
      {
        kind: 'system-changed',
        subject: { organisation: next.organisationId, person: next.officerId },
        details: { system: systemId, changed: Object.keys(change).sort(), places: [...next.places] },
      },
      sites,
    );
    await saveSystem(tx, system, change, seq);
    return ok({ seq });
  });
}
