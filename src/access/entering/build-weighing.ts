import { ministryLogId } from '../../kernel/ids.ts';
import type { RecordedDecision } from '../../log/entry/entry.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { directionOf } from '../../zones/plan/direction.ts';
import { gatherPassageFacts } from '../batch/answer/reads/gather-passage-facts.ts';
import { loadReadersOfAct } from '../batch/read/load-readers.ts';
import { decidePassage } from '../decide/decide-passage.ts';
import type { Decision, Reason } from '../decide/decision.ts';
import { type ReasonCode, reasons as reasonsTold } from '../decide/reasons.ts';
import type { FindSiteRules } from '../rules/build-find-rules.ts';
import type { SiteRules, Way } from '../rules/site-rules.ts';
import { emptySite } from '../state/site-state.ts';
import { cardsHeldBy } from './cards-held-by.ts';

/** Whether somebody would be let into a zone, as the record takes it, and every reason against it in words. */
export type EntryWeighed = {
  readonly decision: RecordedDecision;
  readonly reasons: readonly (Reason & { readonly says: string })[];
};

/** Weighs whether somebody would be let into a zone now, in an act that holds the head of its site. */
export type WeighEntry = (tx: ActTx, person: string) => Promise<EntryWeighed>;

/** Reads by which rules it is weighed who comes into a zone, before the act takes the head; undefined where no door leads into it. */
export type PrepareWeighing = (siteId: string, zone: string) => Promise<WeighEntry | undefined>;

/**
 * What counts at the moment of a passage alone: where somebody is, who is with them, and the door itself. Nobody stands at one, so that
 * nothing is known of it.
 */
const ofTheMoment: ReadonlySet<ReasonCode> = new Set([
  'door-out-of-service',
  'too-old-to-open',
  'bad-read',
  'escort-missing',
  'escort-not-staff',
  'escort-wrong',
  'escort-over-ratio',
  'passback',
  'unexpected-zone',
  'occupancy-full',
  'second-person-missing',
  'would-leave-one-alone',
  'interlock',
]);

/**
 * Weighs by `decidePassage` what the door would weigh (I4), for whoever is to get into a zone without being read there, as with its key: card,
 * person, permission, papers, and what the zone asks.
 */
export function buildWeighing(findRules: FindSiteRules): PrepareWeighing {
  return async (siteId, zone) => {
    const rules = await findRules(siteId);
    const way = rules && wayInto(rules, zone);
    if (rules === undefined || way === undefined) return undefined;
    return async (tx, person) => {
      const shown = cardsHeldBy([{ person, from: way.from.id, to: way.to.id }]);
      const [[reader] = []] = await loadReadersOfAct(tx.client, siteId, [shown]);
      const rulesUsed = {
        policy: rules.policy,
        site: rules.rulesSeq,
        ministry: await loadMinistrySeq(tx),
      };
      const known = { rules, rulesUsed, reader };
      return weighedOf(decidePassage(gatherPassageFacts({ ...nobodyBeside, at: tx.now, way, known })));
    };
  };
}

const nobodyBeside = {
  live: true,
  tooOld: false,
  readable: true,
  state: emptySite,
  together: [],
  company: new Set<string>(),
  companions: new Map(),
  joining: new Map(),
} as const;

function weighedOf({ direction, reasons, restsOn, rules }: Decision): EntryWeighed {
  const against = reasons.filter(({ code }) => !ofTheMoment.has(code));
  const isGranted = against.length === 0;
  return {
    decision: {
      ...{ verdict: isGranted ? 'grant' : 'deny', direction, reasons: against, notes: [], rules },
      ...(isGranted && restsOn.length > 0 ? { restsOn } : {}),
    },
    reasons: against.map((reason) => ({ ...reason, says: reasonsTold[reason.code].says.ja })),
  };
}

/** Up to which entry of the ministry's log persons, cards and determinations are known. */
async function loadMinistrySeq({ client }: Pick<ActTx, 'client'>): Promise<number> {
  const { rows } = await client.query<{ readonly seq: number }>({
    name: 'ministry-seq',
    text: 'select seq from heads where site_id = $1',
    values: [ministryLogId],
  });
  return rows[0]?.seq ?? 0;
}

/** A way into a zone, from a lower one where there is one; a door that stands open at times is weighed as if it were locked. */
function wayInto({ plan, zones }: SiteRules, zone: string): Way | undefined {
  const ways = plan.doors.flatMap(({ freePassage: _, ...door }) =>
    door.directions.flatMap((direction): readonly Way[] => {
      const [from, to] = [zones.get(direction.from), zones.get(direction.to)];
      if (from === undefined || to?.id !== zone) return [];
      return [{ door, direction, from, to, escape: false, leadsOut: false }];
    }),
  );
  return ways.find(({ from, to }) => directionOf(from, to) === 'entering') ?? ways[0];
}
