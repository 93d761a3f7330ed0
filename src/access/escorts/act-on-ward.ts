import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import {
  type ActContext,
  type ActDeps,
  type ActDraft,
  type ActTx,
  performAct,
} from '../../log/writing/perform-act.ts';
import type { Companion } from '../decide/escort/escort-fault.ts';
import { findWard, lockCompanion, type Ward } from './find-ward.ts';

export type Recorded = Promise<Result<{ readonly seq: number }, Refusal>>;

/** The ward of an act, and somebody who may escort them: who acts, or whom the ward is offered to. */
export type WardActedOn = { readonly siteId: string; readonly ward: string; readonly person: string };

/** An act about somebody who is or becomes a ward, and somebody who may escort them: that person is locked, then the head is taken. */
export function actOnWard(
  deps: ActDeps,
  context: ActContext,
  { siteId, ward, person }: WardActedOn,
  act: (
    found: Ward | undefined,
    one: Companion | undefined,
    tx: ActTx,
  ) => Promise<Result<ActDraft, Refusal>> | Result<ActDraft, Refusal>,
): Recorded {
  return performAct(deps, context, async (tx) => {
    if (context.principal.actor.type !== 'person') return refuse(noPerson);
    const one = await lockCompanion(tx.client, person);
    await tx.takeHeads([siteId]);
    const draft = await act(await findWard(tx.client, siteId, ward), one, tx);
    return draft.ok ? ok({ seq: tx.record(siteId, draft.value) }) : draft;
  });
}

export const noPerson: Refusal = { code: 'forbidden', detail: '付添いは人だけができます。' };

export const inNobodysCustody: Refusal = {
  code: 'not-found',
  detail: 'この人にはいま付添いがいません。',
};

export const notYours: Refusal = {
  code: 'conflict',
  detail: 'この訪問者の付添いはあなたではありません。',
};
