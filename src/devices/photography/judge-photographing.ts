import type { PermitState } from '../../permits/lifecycle/permit-lifecycle.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { exceptionOver, type PersonException } from '../../permits/rule/exception-over.ts';
import { trackOf } from '../../permits/rule/track-of.ts';
import { begunFirst } from '../../permits/using/begun-first.ts';
import { type Allowed, judgeAllowed } from '../../permits/using/judge-allowed.ts';
import { type Decided, stillCounts } from '../../permits/using/still-counts.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { photographyRow } from './photography-application.ts';
import type { RecordedPart } from './photography-terms.ts';

/** A photography permit of the person asked about, as it stands. */
export type HeldPermit = Decided & {
  readonly id: string;
  readonly state: PermitState;
  readonly zoneIds: readonly string[];
  readonly parts: readonly RecordedPart[];
  readonly from: number;
  /** Exclusive; milliseconds of the epoch, as `from`. */
  readonly until: number;
  readonly windows: readonly { readonly from: number; readonly until: number }[] | undefined;
};

export type PhotographingFacts = {
  readonly kind: PersonKind;
  /** Suspended, or gone: nothing is allowed them any more. */
  readonly stopped: boolean;
  readonly zone: RuledZone;
  readonly part: RecordedPart;
  readonly at: Date;
  readonly held: readonly HeldPermit[];
  /** What exceptions leave out for them by name. */
  readonly exceptions: readonly PersonException[];
};

/** Whether somebody may, why, and the row that says so with the chain it came from. */
export type Photographing = Allowed & { readonly rule: Requirement };

/** Whether somebody may take pictures, or sound, in a zone now (2.3.1.1(7)(b), 別表2 rows 14 and 15). Pure and total. */
export function judgePhotographing(
  { kind, stopped, zone, part, at, held, exceptions }: PhotographingFacts,
  layers: Layers,
): Photographing {
  const row = photographyRow(kind);
  const rule = resolveRequirement(row, zone, at, { person: kind, part }, layers);
  const exception = exceptionOver(exceptions, row, zone.id, at, rule);
  const track = trackOf(rule);
  const covering = held.filter((one) => covers(one, zone.id, part, at.getTime()) && stillCounts(one, track));
  const permit = begunFirst(covering, begunIn);
  return { ...judgeAllowed({ track, stopped, exception, permit, begunIn }), rule };
}

/** The responsible person was there when it began. */
const begunIn = ['in-use'] as const satisfies readonly PermitState[];

const inForce: readonly PermitState[] = permitStatesInForce;

function covers(
  { state, zoneIds, parts, from, until, windows }: HeldPermit,
  zone: string,
  part: RecordedPart,
  at: number,
): boolean {
  const within = (window: { readonly from: number; readonly until: number }) =>
    window.from <= at && at < window.until;
  return (
    inForce.includes(state) &&
    zoneIds.includes(zone) &&
    parts.includes(part) &&
    within({ from, until }) &&
    (windows === undefined || windows.some(within))
  );
}
