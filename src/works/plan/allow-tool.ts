import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { givenAs } from '../../permits/deciding/given-as.ts';
import { insteadOf } from '../../permits/deciding/instead-of.ts';
import { weighAnswering } from '../../permits/deciding/weigh-answering.ts';
import { withLooks } from '../../permits/deciding/with-looks.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { beginWorkAct } from './begin-work-act.ts';
import type { ToolWithLeave } from './work-terms.ts';

const open: readonly string[] = ['requested', ...permitStatesInForce];

/** Gives leave for a tool of a work (火気・電動工具の使用), by whoever answers for each of its zones or stands in for them; never for their own work (I8). */
export function allowTool(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  tool: ToolWithLeave,
  absence?: string,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    const needs = permit.zoneIds.map((zone) => ({ zone, unit: null, anyOf: ['zone-officer'] as const }));
    const share = 'the whole';
    const answered = await weighAnswering(tx, principal, permit, { needs, share, absence, notTheirs });
    if (!answered.ok) return answered;
    const added = answered.value;
    if (!open.includes(permit.state)) return refuse(over);
    const asked = terms.tools.find((one) => one.tool === tool);
    if (asked === undefined) return refuse({ code: 'not-found', detail: 'この計画にない道具です。' });
    if (asked.leave !== null) return refuse(allowedAlready);

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('work-tool-allowed', permitId, permit),
      details: { tool, ...insteadOf(added) },
      ...(absence === undefined ? {} : { personal: { recordClass: 'act', data: { absence } } as const }),
    });
    const by = principal.actor.id;
    const leave = givenAs(added, by, tx.now);
    const afterwards = withLooks(permit.afterwards, added, { by, now: tx.now, beside: true });
    const tools = terms.tools.map((one) => (one.tool === tool ? { tool, leave } : one));
    await savePermit(tx, permit, { terms: { ...terms, tools }, afterwards }, seq);
    return ok({ seq });
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '作業の区域すべてに責任を負う区域情報セキュリティ責任者が許可してください。',
};
const over: Refusal = { code: 'conflict', detail: 'この作業はもう行われません。' };
const allowedAlready: Refusal = { code: 'conflict', detail: 'この道具はもう許可されています。' };
