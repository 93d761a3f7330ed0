import type { Refusal } from '../../kernel/problem.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { loadStanding, type Standing } from '../state/load-standing.ts';
import { actOnWard, inNobodysCustody, notYours, type Recorded } from './act-on-ward.ts';
import { findMet } from './find-met.ts';
import { newCustody } from './new-custody.ts';
import { whyNotEscort } from './why-not-take.ts';

/**
 * 一括の同行申告: whoever acts answers for a ward by name, and from now on the ward moves with each of their reads. Whoever has a ward
 * says it of theirs. Of a visitor who was met and whom nobody has, as of one who wears no card, whoever may escort them says it
 * beside them, and the custody begins with that.
 */
export function declareWard(deps: ActDeps, context: ActContext, siteId: string, ward: string): Recorded {
  const escort = context.principal.actor.id;
  return actOnWard(deps, context, { siteId, ward, person: escort }, async (found, one, tx) => {
    const led = found?.custody.broken === undefined ? found : undefined;
    if (led !== undefined && led.custody.escort !== escort) return refuse(notYours);
    const visitor = led === undefined ? await findMet(tx.client, siteId, ward) : undefined;
    const known = led ?? visitor;
    if (known === undefined) return refuse(found === undefined ? inNobodysCustody : notYours);
    const why = whyNotEscort(known, one);
    if (why !== undefined) return refuse({ code: 'conflict', detail: why });
    if (visitor?.isMet === false) return refuse(notMet);
    const beside =
      led === undefined
        ? besideEachOther(escort, ward, await loadStanding(tx.db, siteId, [escort, ward]))
        : [];
    if (beside === undefined) return refuse(elsewhere);
    const basis = led?.custody.basis ?? 'visit';
    return ok({
      kind: 'escort-declared',
      subject: { person: ward },
      effects: [...beside, ...newCustody({ ward, escort, mode: 'declared', basis }, found?.custody.broken)],
    });
  });
}

/** Whoever of the two is in no known place is where the other is, by the word of the escort; undefined = they are in two places. */
function besideEachOther(
  escort: string,
  ward: string,
  standing: ReadonlyMap<string, Standing>,
): readonly Effect[] | undefined {
  const [ofEscort, ofWard] = [escort, ward].map((person) => standing.get(person)?.zone ?? undefined);
  if (ofEscort !== undefined && ofWard !== undefined) return ofEscort === ofWard ? [] : undefined;
  const zone = ofEscort ?? ofWard;
  if (zone === undefined) return [];
  const person = ofEscort === undefined ? escort : ward;
  return [{ type: 'presence', person, zone, certainty: 'assumed' }];
}

const notMet: Refusal = {
  code: 'conflict',
  detail: 'この訪問者はまだ迎えられていません。迎えたことを先に記録してください。',
};

const elsewhere: Refusal = {
  code: 'conflict',
  detail: '記録では、この訪問者はあなたと別の区域にいます。同じ区域にいるときに申告してください。',
};
