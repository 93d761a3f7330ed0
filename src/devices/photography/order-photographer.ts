import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Words } from '../../kernel/words.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findZonesKnown } from '../../zones/knowing/find-zones-known.ts';

/** What is done about pictures that are taken without leave, from the mildest on. */
export const photographyOrders = {
  'order-to-stop': { ja: '中止を求めた', en: 'told to stop' },
  'order-to-leave': { ja: '退去を求めた', en: 'told to leave' },
  'police-called': { ja: '警察に通報した', en: 'police called' },
} as const satisfies Record<string, Words>;

export type PhotographyOrder = keyof typeof photographyOrders;

/** Records what was ordered of somebody who takes pictures or sound in a zone: who they are need not be known. */
export function orderPhotographer(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  {
    zone,
    order,
    person,
    words,
  }: {
    readonly zone: string;
    readonly order: PhotographyOrder;
    readonly person?: string | undefined;
    readonly words: string;
  },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (!(await findZonesKnown(tx, context, siteId, [zone])).has(zone)) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/zone', message: 'この区域は図面にありません' }],
      });
    }
    if (person !== undefined && !(await loadWhoIs(tx.client, siteId, [person])).has(person)) {
      return refuse({
        code: 'unprocessable',
        errors: [
          { at: '/person', message: 'この庁舎では知られていない人です。だれか分からなければ省いてください' },
        ],
      });
    }
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'photography-ordered',
      subject: { to: zone, ...(person === undefined ? {} : { person }) },
      details: { order },
      personal: { recordClass: 'act', data: { words } },
    });
    return ok({ seq });
  });
}
