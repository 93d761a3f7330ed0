import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdSystem } from './hold-system.ts';
import { sitesOf } from './sites-of.ts';
import { saveSystem } from './system-rows.ts';

/** Takes a system out of the register because it is in use no more (METI 39): the rows of its scope bind no zone for its sake. */
export function endSystem(
  deps: ActDeps,
  context: ActContext,
  systemId: string,
  reason: string,
): Promise<Result<Record<string, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdSystem(tx, context.principal, systemId);
    if (!held.ok) return held;
    const system = held.value;
    const sites = sitesOf(system.places);
    await tx.takeHeads([ministryLogId, ...sites]);
    const seq = tx.recordMinistry(
      {
        kind: 'system-ended',
        subject: { organisation: system.organisationId },
        details: { system: systemId },
        personal: { recordClass: 'act', data: { reason } },
      },
      sites,
    );
    await saveSystem(tx, system, { endReason: reason }, seq);
    return ok({});
  });
}
