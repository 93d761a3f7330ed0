import { gatherPassageFacts } from '../../src/access/batch/answer/reads/gather-passage-facts.ts';
import { decidePassage } from '../../src/access/decide/decide-passage.ts';
import { compilingSiteRules } from '../../src/access/rules/site-rules.ts';
import { emptySite, type SiteState } from '../../src/access/state/site-state.ts';
import { atOnce } from '../../src/kernel/in-slices.ts';
import type { CardPerson } from '../../src/people/at-the-door/card-holder.ts';
import type { Permitted } from '../../src/zones/opens/admitted-anew.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import type { Layers } from '../../src/zones/regulation/layers.ts';
import { aPlan } from './a-plan.ts';
import { aMoment } from './a-ruled-zone.ts';

/** Somebody is everywhere, so that no free passage ends because a zone is empty. */
const occupied: SiteState = {
  ...emptySite,
  presence: new Map(
    [...aPlan().zones.map(({ id }) => id), 'vault'].map((id) => [
      `someone in ${id}`,
      { zone: id, certainty: 'confirmed', since: aMoment, seq: 1, door: undefined, pending: undefined },
    ]),
  ),
};

/** Who passes which reader when, decided as a batch decides it; `at` is not live, because places are another matter. */
export function passes(of: SitePlan, layers: Layers) {
  const site = { epoch: 'e', rulesSeq: 1, plan: of, layers };
  const rules = atOnce(compilingSiteRules({ site, extensions: new Map() }));
  return (held: Permitted, readerId: string, at: Date): boolean => {
    const found = rules.wayOf(readerId);
    if (found === undefined) return false;
    const { way } = found;
    const covers = (id: string) => held.zones.includes(id);
    const person: CardPerson = {
      id: held.person,
      kind: held.outsider ? 'card-lent' : 'staff',
      state: 'active',
      organisationId: undefined,
      contract: held.outsider
        ? { id: 'contract', startsAt: new Date(0), endsAt: new Date('2030-01-01'), fromSeq: 1 }
        : undefined,
      fromSeq: 1,
      permissions: [
        {
          id: 'permission',
          coversTo: covers(way.to.id),
          coversFrom: covers(way.from.id),
          scheduleId: held.schedule,
          startsAt: held.from,
          endsAt: held.until,
          duringLockdown: false,
          identityConfirmed: false,
          hostReviewed: false,
          fromSeq: 1,
        },
      ].filter(({ coversTo, coversFrom }) => coversTo || coversFrom),
    };
    const card = {
      id: 'card',
      format: 'wiegand-26',
      state: 'active',
      activeFrom: new Date(0),
      expiresAt: undefined,
      fromSeq: 1,
      twins: [],
    } as const;
    const known = {
      rules,
      rulesUsed: { policy: 'p', site: 1, ministry: 1 },
      reader: {
        holder: { card, person },
        place: undefined,
        visit: undefined,
        escorts: undefined,
        works: undefined,
        exceptions: undefined,
        items: undefined,
      },
    };
    const alone = { together: [], companions: new Map(), joining: new Map(), company: new Set<string>() };
    const read = { at, live: false, tooOld: false, way, readable: true, ...alone, known, state: occupied };
    const facts = gatherPassageFacts(read);
    return decidePassage(facts).verdict === 'grant';
  };
}
