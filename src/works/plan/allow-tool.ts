import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { holdsAt } from '../../permits/deciding/holds-at.ts';
import { judgeConsent } from '../../permits/deciding/judge-consent.ts';
import { judgeDecider } from '../../permits/deciding/judge-decider.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { concernedIn } from '../../permits/registry/concerned-in.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { beginWorkAct } from './begin-work-act.ts';
import type { ToolWithLeave } from './work-terms.ts';

const open: readonly string[] = ['requested', ...permitStatesInForce];

/** Gives leave for a tool of a work (火気・電動工具の使用), by whoever answers for each of its zones; never for their own work (I8). */
export function allowTool(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  tool: ToolWithLeave,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    const bound = await loadRoleBonds(tx.db, principal.actor.id, concernedIn(permit), tx.now);
    const refusal = judgeDecider(principal.actor, permit, bound);
    if (refusal !== undefined) return refuse(refusal);
    const needs = permit.zoneIds.map((zone) => ({ zone, unit: null, anyOf: ['zone-officer'] as const }));
    if (judgeConsent(needs, [], holdsAt(principal, siteId)).missing.length > 0) return refuse(notTheirs);
    if (!open.includes(permit.state)) return refuse(over);
    const asked = terms.tools.find((one) => one.tool === tool);
    if (asked === undefined) return refuse({ code: 'not-found', detail: 'この計画にない道具です。' });
    if (asked.leave !== null) return refuse(allowedAlready);

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('work-tool-allowed', permitId, permit),
      details: { tool },
    });
    const leave = { by: principal.actor.id, at: tx.now.toISOString() };
    const tools = terms.tools.map((one) => (one.tool === tool ? { tool, leave } : one));
    await savePermit(tx, permit, { terms: { ...terms, tools } }, seq);
    return ok({ seq });
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '作業の区域すべてに責任を負う区域情報セキュリティ責任者が許可してください。',
};
const over: Refusal = { code: 'conflict', detail: 'この作業はもう行われません。' };
const allowedAlready: Refusal = { code: 'conflict', detail: 'この道具はもう許可されています。' };
