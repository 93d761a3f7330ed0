import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import {
  type ActContext,
  type ActDeps,
  type ActDraft,
  type ActTx,
  performAct,
} from '../../log/perform-act.ts';
import { areApart } from '../batch/answer/escorts/are-apart.ts';
import type { Companion } from '../decide/escort/escort-fault.ts';
import { findWard, lockCompanion, type Ward } from './find-ward.ts';
import { loadPairsOfAct } from './load-pairs-of-act.ts';
import { newCustody } from './new-custody.ts';
import { whyNotEscort, whyNotTake } from './why-not-take.ts';

type Recorded = Promise<Result<{ readonly seq: number }, Refusal>>;

/** Offers the 付添いの交代 of one's ward to a colleague: the ward stays theirs until the colleague takes them. */
export function offerRelief(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { ward, to }: { readonly ward: string; readonly to: string },
): Recorded {
  return actOnWard(deps, context, siteId, ward, to, (found, colleague) => {
    if (found.custody.escort !== context.principal.actor.id) return refuse(notYours);
    const why = whyNotEscort(found, colleague);
    if (why !== undefined) return refuse({ code: 'conflict', detail: why });
    return ok({ kind: 'escort-offered', subject: { person: ward }, details: { to } });
  });
}

/** Takes a ward over who was offered, or was left alone (付添いの交代): from now on they are in the custody of whoever acts. */
export function takeRelief(deps: ActDeps, context: ActContext, siteId: string, ward: string): Recorded {
  const taker = context.principal.actor.id;
  return actOnWard(deps, context, siteId, ward, taker, async (found, colleague, { client, now }) => {
    const pairs = await loadPairsOfAct(client, siteId, [ward, taker]);
    const why =
      whyNotTake(found, colleague, now) ?? (areApart(pairs, ward, taker, now) ? comeFirst : undefined);
    if (why !== undefined) return refuse({ code: 'conflict', detail: why });
    const { escort, basis } = found.custody;
    return ok({
      kind: 'escort-relief',
      subject: { person: ward },
      details: { from: escort, to: taker },
      effects: newCustody({ ward, escort: taker, mode: 'read', basis }, found.custody.broken),
    });
  });
}

/** 一括の同行申告: whoever has the wards answers for them by name, and from now on they move with each read of that escort. */
export function declareWard(deps: ActDeps, context: ActContext, siteId: string, ward: string): Recorded {
  const actor = context.principal.actor.id;
  return actOnWard(deps, context, siteId, ward, actor, (found, escort) => {
    const { custody } = found;
    if (custody.escort !== actor || custody.broken !== undefined) return refuse(notYours);
    const why = whyNotEscort(found, escort);
    if (why !== undefined) return refuse({ code: 'conflict', detail: why });
    const { basis } = custody;
    return ok({
      kind: 'escort-declared',
      subject: { person: ward },
      effects: newCustody({ ward, escort: actor, mode: 'declared', basis }, custody.broken),
    });
  });
}

/** Whoever is said to have the ward is with them: until somebody is, the guard is told of a ward alone. */
const comeFirst =
  '訪問者のいる区域に入ってから引き受けてください。あなたは別の区域にいると記録されています。';

const noPerson: Refusal = { code: 'forbidden', detail: '付添いは人だけができます。' };

const notYours: Refusal = { code: 'conflict', detail: 'この訪問者の付添いはあなたではありません。' };

/** An act about a ward and somebody who may escort them: that person is locked, then the head is taken. */
function actOnWard(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  ward: string,
  person: string,
  act: (
    found: Ward,
    one: Companion | undefined,
    tx: ActTx,
  ) => Result<ActDraft, Refusal> | Promise<Result<ActDraft, Refusal>>,
): Recorded {
  return performAct(deps, context, async (tx) => {
    if (context.principal.actor.type !== 'person') return refuse(noPerson);
    const one = await lockCompanion(tx.client, person);
    await tx.takeHeads([siteId]);
    const found = await findWard(tx.client, siteId, ward);
    if (found === undefined) {
      return refuse({ code: 'not-found', detail: 'この人にはいま付添いがいません。' });
    }
    const draft = await act(found, one, tx);
    return draft.ok ? ok({ seq: tx.record(siteId, draft.value) }) : draft;
  });
}
