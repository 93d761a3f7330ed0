import { and, count, eq, gte, lte } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import type { HoleState } from '../batch/batch-facts.ts';
import { gatewayHoles } from '../batch/tables.ts';

/** Missing numbers of a gateway's buffer, both ends among them, and why nobody waits for them any more. */
export type GapClosing = {
  readonly gateway: string;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
};

const missing: HoleState = 'missing';
const closed: HoleState = 'closed';

/**
 * Closes, by one person's act with a reason, what is missing between two numbers; what comes of it after all counts as ever.
 * With the last that is missing of a gateway its alarm is over. A hole that reaches beyond the two stays.
 */
export function closeGap(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { gateway, epoch, from, to, reason }: GapClosing,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (context.principal.actor.type !== 'person') {
      return refuse({ code: 'forbidden', detail: '欠番を閉じるのは人です。本人の資格で操作してください。' });
    }
    await tx.takeHeads([siteId]);
    const ofGateway = and(eq(gatewayHoles.siteId, siteId), eq(gatewayHoles.gatewayId, gateway));
    const holes = await tx.db
      .update(gatewayHoles)
      .set({ state: closed })
      .where(
        and(
          ofGateway,
          eq(gatewayHoles.epoch, epoch),
          gte(gatewayHoles.fromSeq, from),
          lte(gatewayHoles.toSeq, to),
          eq(gatewayHoles.state, missing),
        ),
      )
      .returning({ from: gatewayHoles.fromSeq, to: gatewayHoles.toSeq });
    if (holes.length === 0) return refuse({ code: 'conflict', detail: nothingMissing });
    const isOver = (await countMissing(tx, ofGateway)) === 0;
    const seq = tx.record(siteId, {
      kind: 'gateway-gap-closed',
      subject: { gateway },
      effects: isOver ? [{ type: 'alarm', kind: 'gateway-gap', active: false, gateway }] : [],
      details: {
        epoch,
        from,
        to,
        missing: holes.reduce((sum, hole) => sum + hole.to - hole.from + 1, 0),
      },
      personal: { recordClass: 'act', data: { reason } },
    });
    return ok({ seq });
  });
}

const nothingMissing = 'この範囲に収まる欠番はありません。いまの欠番を一覧で確かめてください。';

async function countMissing({ db }: ActTx, ofGateway: ReturnType<typeof and>): Promise<number> {
  const [row] = await db
    .select({ holes: count() })
    .from(gatewayHoles)
    .where(and(ofGateway, eq(gatewayHoles.state, missing)));
  return row?.holes ?? 0;
}
