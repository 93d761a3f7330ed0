import { ok, refuse } from '../../kernel/result.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { areApart } from '../batch/answer/escorts/are-apart.ts';
import { actOnWard, inNobodysCustody, notYours, type Recorded } from './act-on-ward.ts';
import { loadPairsOfAct } from './load-pairs-of-act.ts';
import { newCustody } from './new-custody.ts';
import { whyNotEscort, whyNotTake } from './why-not-take.ts';

/** Offers the 付添いの交代 of one's ward to a colleague: the ward stays theirs until the colleague takes them. */
export function offerRelief(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { ward, to }: { readonly ward: string; readonly to: string },
): Recorded {
  return actOnWard(deps, context, { siteId, ward, person: to }, (found, colleague) => {
    if (found === undefined) return refuse(inNobodysCustody);
    if (found.custody.escort !== context.principal.actor.id) return refuse(notYours);
    const why = whyNotEscort(found, colleague);
    if (why !== undefined) return refuse({ code: 'conflict', detail: why });
    return ok({ kind: 'escort-offered', subject: { person: ward }, details: { to } });
  });
}

/** Takes a ward over who was offered, or was left alone (付添いの交代): from now on they are in the custody of whoever acts. */
export function takeRelief(deps: ActDeps, context: ActContext, siteId: string, ward: string): Recorded {
  const taker = context.principal.actor.id;
  return actOnWard(
    deps,
    context,
    { siteId, ward, person: taker },
    async (found, colleague, { client, now }) => {
      if (found === undefined) return refuse(inNobodysCustody);
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
    },
  );
}

/** Whoever is said to have the ward is with them: until somebody is, the guard is told of a ward alone. */
const comeFirst =
  '訪問者のいる区域に入ってから引き受けてください。あなたは別の区域にいると記録されています。';
