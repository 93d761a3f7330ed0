import type { Reader } from '../../src/access/batch/reader-parts.ts';
import type { LoadedRules } from '../../src/access/rules/rule-sources.ts';
import { compilingSiteRules, type SiteRules } from '../../src/access/rules/site-rules.ts';
import type { ReadThen } from '../../src/access/what-if/read-then.ts';
import { layOver, type Trial } from '../../src/access/what-if/trial.ts';
import { atOnce } from '../../src/kernel/in-slices.ts';
import type { Determination } from '../../src/zones/regulation/determination.ts';
import type { PersonKind } from '../../src/zones/regulation/person-kinds.ts';
import { aPlan } from './a-plan.ts';
import { theLayers } from './a-ruled-zone.ts';

/** In the hours of `day` in Tokyo. */
export const noon = new Date('2026-04-06T03:00:00Z');

/** The rules of a plan under these determinations. */
export function standingRules(
  determinations: readonly Determination[],
  plan: ReturnType<typeof aPlan> = aPlan(),
): LoadedRules {
  const layers = theLayers({ determinations });
  return { site: { epoch: 'epoch', rulesSeq: 1, plan, layers }, extensions: new Map() };
}

/** Both sides of a trial, compiled. */
export function bothSides(
  standing: LoadedRules,
  trial: Trial,
): readonly [stood: SiteRules, tried: SiteRules] {
  return [atOnce(compilingSiteRules(standing)), atOnce(compilingSiteRules(layOver(standing, trial)))];
}

/** Somebody of this kind with a card; `permitted` into the zone entered, at any hour of `day`. */
export function aReaderThen(kind: PersonKind, permitted: boolean): Reader {
  const permission = {
    id: 'permission',
    coversTo: true,
    coversFrom: true,
    scheduleId: 'day',
    startsAt: new Date(0),
    endsAt: new Date('2099-01-01'),
    duringLockdown: false,
    identityConfirmed: true,
    hostReviewed: true,
    fromSeq: 1,
  };
  const contract = {
    id: 'contract',
    startsAt: new Date(0),
    endsAt: new Date('2099-01-01'),
    fromSeq: 1,
  };
  return {
    holder: {
      card: {
        id: 'card',
        format: 'wiegand-26',
        state: 'active',
        activeFrom: new Date(0),
        expiresAt: undefined,
        fromSeq: 1,
        twins: [],
      },
      person: {
        id: 'person',
        kind,
        state: 'active',
        organisationId: undefined,
        contract: kind === 'card-lent' ? contract : undefined,
        fromSeq: 1,
        permissions: permitted ? [permission] : [],
      },
    },
    place: undefined,
    visit: undefined,
    escorts: undefined,
    works: undefined,
    exceptions: undefined,
    items: undefined,
  };
}

/** A granted read into the office, unless it says otherwise. */
export function aReadThen(over: Partial<ReadThen> = {}): ReadThen {
  return {
    seq: 10,
    at: noon,
    readerId: 'hall-office-to-office',
    person: 'person',
    recorded: {
      verdict: 'grant',
      direction: 'entering',
      reasons: [],
      notes: [],
      rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
    },
    escorted: false,
    known: aReaderThen('staff', true),
    ...over,
  };
}
