import { systemActor } from '../../../../kernel/actor.ts';
import type { Effect } from '../../../../log/entry/effects.ts';
import { escortFault } from '../../../decide/escort/escort-fault.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import type { Deadline } from '../../../state/deadline.ts';
import type { Custody } from '../../../state/site-state.ts';
import type { Parted } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { isEscortAsked } from './is-escort-asked.ts';
import { followableUntil, lastPassage } from './last-passage.ts';
import { zoneOf } from './zone-of.ts';

/** What the end of a parted pair's time is settled against. */
export type PartedAgainst = { readonly rules: SiteRules; readonly parted: ReadonlyMap<string, Parted> };

/**
 * Settles that the time is over in which ward and escort, who parted, could follow each other. While the ward waits at a door, or a
 * group still follows the escort, it is not.
 */
export function settleParted(
  log: DraftLog,
  { kind, ref: ward, dueAt }: Deadline,
  { rules, parted }: PartedAgainst,
): void {
  const { state, now } = log;
  const custody = state.custody.get(ward);
  if (custody?.broken?.until === undefined) return;
  const passed = lastPassage(state, rules, custody.escort, now);
  const open = [state.waits.get(ward)?.until, passed && followableUntil(state, rules, passed)];
  const last = Math.max(...open.map((until) => until?.getTime() ?? 0));
  if (last > now.getTime()) {
    log.deadlines.push({ kind, ref: ward, dueAt: new Date(last) });
    return;
  }
  const zone = zoneOf(state.presence.get(ward), now);
  log.record({
    kind: 'escort-apart',
    at: dueAt,
    actor: systemActor,
    subject: zone === undefined ? { person: ward } : { person: ward, to: zone },
    details: { escort: custody.escort },
    effects: becameOf(log, ward, custody, zone, rules, parted.get(ward)),
  });
}

/**
 * What became of them. Whoever may escort the ward and is where the ward is has them: the escort who came back, or another one.
 * Where nobody is, and an escort is asked for, the guard is told.
 */
function becameOf(
  { state, now }: DraftLog,
  ward: string,
  { escort, mode, basis }: Custody,
  zone: string | undefined,
  rules: SiteRules,
  parted: Parted | undefined,
): readonly Effect[] {
  // Nobody knows where the ward is, so nobody can say that an escort is missing there.
  if (zone === undefined) return [{ type: 'custody-broken', ward }];
  if (parted?.excepted || !isEscortAsked(rules, zone, now, basis)) return [{ type: 'custody-over', ward }];
  const isThere = (person: string) => zoneOf(state.presence.get(person), now) === zone;
  const able = (parted?.beside ?? []).filter(
    (one) => isThere(one.id) && parted?.right !== undefined && escortFault(parted.right, one) === undefined,
  );
  const [other] = able.map(({ id }) => id).toSorted();
  const by = able.some(({ id }) => id === escort) ? escort : other;
  if (by !== undefined)
    return [{ type: 'custody', ward, escort: by, mode: by === escort ? mode : 'read', basis }];
  return [
    { type: 'custody-broken', ward },
    { type: 'alarm', kind: 'visitor-abandoned', active: true, person: ward },
  ];
}
