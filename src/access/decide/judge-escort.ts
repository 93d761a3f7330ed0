import type { Direction } from '../../zones/plan/direction.ts';
import type { Reason } from './decision.ts';
import type { EscortFacts } from './facts/escort-facts.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { PersonFacts } from './facts/person-facts.ts';
import type { ReasonCode } from './reasons.ts';
import { failing, outsiderRow, type Rule } from './rule.ts';

const faults = {
  present: undefined,
  missing: 'escort-missing',
  awaited: 'escort-missing',
  'not-staff': 'escort-not-staff',
  wrong: 'escort-wrong',
  'over-ratio': 'escort-over-ratio',
} as const satisfies Record<EscortFacts, ReasonCode | undefined>;

/** 付添い of whoever reads, where they are a ward, and how many go along, where they are an escort. Judged live only. */
export const judgeEscort: Rule = (facts, direction) => {
  const { live, person } = facts;
  if (!live || person === undefined) return [];
  return [...judgeWard(facts, person, direction), ...judgeGroup(person, direction)];
};

/**
 * 付添い (rows 34, 35): of the zone behind the door, when leaving of the zone that is left. How many one escort leads is
 * asked of whoever comes in: whoever is inside goes on, and it is noted.
 */
function judgeWard(facts: PassageFacts, person: PersonFacts, direction: Direction): readonly Reason[] {
  const row = outsiderRow(person.kind, 'escort');
  const code = faults[person.escort];
  if (row === undefined || code === undefined) return [];
  if (code === 'escort-over-ratio' && direction === 'moving') return [];
  const zone = direction === 'leaving' ? facts.from : facts.to;
  return failing(code, row, zone.duties[row]);
}

/** Those who go along by this one read are as many as one leads in; more wait with their escort for a second one. */
function judgeGroup({ custody: { overRatio } }: PersonFacts, direction: Direction): readonly Reason[] {
  if (overRatio === undefined || direction !== 'entering') return [];
  return failing('escort-over-ratio', overRatio.row, overRatio.duty);
}

/** Mended by an escort who reads at this door. */
const ofEscort: ReadonlySet<ReasonCode> = new Set(['escort-missing', 'escort-over-ratio']);

/** True while somebody who may still read mends all of these: the escort, or a second one. */
export function isMendedByEscort({ escort, custody }: PersonFacts, reasons: readonly Reason[]): boolean {
  const mayCome = escort === 'awaited' || escort === 'over-ratio' || custody.overRatio !== undefined;
  return mayCome && reasons.every(({ code, row }) => ofEscort.has(code) || isEscortRow(code, row));
}

function isEscortRow(code: ReasonCode, row: string | undefined): boolean {
  return code === 'undetermined' && (row === 't1r34' || row === 't1r35');
}
