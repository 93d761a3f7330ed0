import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import { notTheirRegister } from '../../zones/registers/keeps-register.ts';
import type { KeySort } from './key-lifecycle.ts';
import { addKey, isKeyKnown } from './key-rows.ts';

export type KeyDraft = {
  readonly zone: string;
  readonly code: string;
  readonly sort: KeySort;
  readonly keptAt: string;
};

/** Registers a key of a zone, by whoever answers for the zone. An emergency key begins sealed. */
export function registerKey(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { zone, code, sort, keptAt }: KeyDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const kept = await findKeptZone(tx, context, siteId, zone, notTheirKeys);
    if (!kept.ok) return kept;
    await tx.takeHeads([siteId]);
    const errors: readonly FieldError[] = [
      ...(kept.value.isThere ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
      ...(kept.value.isThere && (await isKeyKnown(tx.db, siteId, { zone, code }))
        ? [{ at: '/code', message: 'この区域に、この符号の鍵はもう登録されています' }]
        : []),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const id = newId<'key'>();
    const fromSeq = tx.record(siteId, {
      kind: 'key-registered',
      subject: { to: zone },
      details: { key: id, code, sort },
    });
    await addKey(tx, {
      ...{ siteId, keyId: id, fromSeq, untilSeq: null, zoneId: zone, code, sort, keptAt },
      ...{ state: sort === 'emergency' ? 'sealed' : 'kept', holderId: null, dueAt: null },
      ...{ changedAt: tx.now, changedBy: context.principal.actor.id, reason: null },
    });
    return ok({ id });
  });
}

const notTheirKeys = notTheirRegister('区域の鍵');
