import { type PermitState, permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { exceptionOver, type PersonException } from '../../permits/rule/exception-over.ts';
import { trackOfAsked } from '../../permits/rule/track-of-asked.ts';
import { begunFirst } from '../../permits/using/begun-first.ts';
import { type Allowed, judgeAllowed } from '../../permits/using/judge-allowed.ts';
import { type Decided, stillCounts } from '../../permits/using/still-counts.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import { askedRowOf, type DeviceDoing } from './asked-row-of.ts';
import { type DeviceUse, handledGrades } from './private-device-terms.ts';

/** A permit of the device asked about, as it stands. */
export type DevicePermit = Decided & {
  readonly id: string;
  readonly state: PermitState;
  readonly zoneIds: readonly string[];
  readonly from: number;
  /** Exclusive; milliseconds of the epoch, as `from`. */
  readonly until: number;
  readonly carryIn: boolean;
  readonly use: DeviceUse | undefined;
  /** Whoever looked last saw a condition of it failing. */
  readonly unmet: boolean;
};

export type DeviceFacts = {
  /** Of the holder. */
  readonly kind: PersonKind;
  readonly stopped: boolean;
  readonly zone: RuledZone;
  readonly doing: DeviceDoing;
  readonly at: Date;
  readonly held: readonly DevicePermit[];
  /** What exceptions leave out for the holder by name. */
  readonly exceptions: readonly PersonException[];
};

/** Whether it may be, why, and the row that says so with the chain it came from. */
export type DeviceHere = Allowed & { readonly rule: Requirement };

/** 届出 is effective on receipt; what had to be permitted is looked at by the desk first. */
const begunIn = ['filed', 'in-use'] as const satisfies readonly PermitState[];

/** Whether a device may be brought into a zone, or used in it, now (別表2 rows 8–13). Pure and total. */
export function judgeDeviceHere(
  { kind, stopped, zone, doing, at, held, exceptions }: DeviceFacts,
  layers: Layers,
): DeviceHere {
  const asked = askedRowOf(kind, doing);
  const rule = resolveRequirement(asked.row, zone, at, { person: kind }, layers);
  const weighed = kind === 'staff' ? doing : withoutGrade(doing);
  const track = trackOfAsked(asked, rule);
  const covering = held.filter(
    (permit) => covers(permit, zone.id, weighed, at.getTime()) && stillCounts(permit, track),
  );
  const permit =
    begunFirst(
      covering.filter(({ unmet }) => !unmet),
      begunIn,
    ) ?? covering[0];
  // Whoever consents besides, to what the row does not speak of, is not left out with it.
  const exception =
    asked.besides === undefined ? exceptionOver(exceptions, asked.row, zone.id, at, rule) : undefined;
  const lets = permit?.unmet ? [] : begunIn;
  return { ...judgeAllowed({ track, stopped, exception, permit, begunIn: lets }), rule };
}

/** The tables ask no grade of outsiders. */
function withoutGrade(doing: DeviceDoing): DeviceDoing {
  return doing === 'carry-in' ? doing : { ...doing, handles: 'unprotected' };
}

const inForce: readonly PermitState[] = permitStatesInForce;

function covers(permit: DevicePermit, zone: string, doing: DeviceDoing, at: number): boolean {
  const { state, zoneIds, from, until, carryIn, use } = permit;
  return (
    inForce.includes(state) &&
    zoneIds.includes(zone) &&
    from <= at &&
    at < until &&
    (doing === 'carry-in' ? carryIn : use !== undefined && coversUse(use, doing))
  );
}

function coversUse(permitted: DeviceUse, asked: DeviceUse): boolean {
  const reach = ({ handles }: DeviceUse) => handledGrades.indexOf(handles);
  return reach(asked) <= reach(permitted) && (permitted.lan || !asked.lan);
}
