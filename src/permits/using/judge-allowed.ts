import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import type { Track } from '../rule/track-of.ts';

/** Why something may be done now, or may not. */
export type BecauseOf =
  | 'not-required'
  /** A line of the register of waivers says that nobody need notify. */
  | 'waived'
  | 'permitted'
  | 'excepted'
  | 'not-started'
  | 'not-permitted'
  | 'undetermined'
  | 'forbidden'
  | 'stopped';

/** Whether something may be done now, why, and the permit that has a say in it. */
export type Allowed = {
  readonly allowed: boolean;
  readonly because: BecauseOf;
  readonly permit: string | null;
  /** The line of the register of waivers that lets it be done. */
  readonly waiver?: string;
};

export type AllowedFacts = {
  /** What the rows ask of it here and now. */
  readonly track: Track;
  /** Suspended, or gone: nothing is allowed them any more. */
  readonly stopped: boolean;
  /** The exception for this person that opens what the rows ask, if any. */
  readonly exception: string | undefined;
  /** The permit in force that covers it, if any. */
  readonly permit: { readonly id: string; readonly state: PermitState } | undefined;
  /** The states in which such a permit lets it be done. */
  readonly begunIn: readonly PermitState[];
};

/** What it means that nothing permits it. */
const withoutPermit = {
  free: 'not-required',
  notification: 'not-permitted',
  permission: 'not-permitted',
  undetermined: 'undetermined',
  exception: 'forbidden',
} as const satisfies Record<Track, BecauseOf>;

/** Whether something of any kind may be done now. Pure and total. */
export function judgeAllowed({ track, stopped, exception, permit, begunIn }: AllowedFacts): Allowed {
  if (stopped) return { allowed: false, because: 'stopped', permit: null };
  if (track === 'free') return { allowed: true, because: 'not-required', permit: null };
  if (exception !== undefined) return { allowed: true, because: 'excepted', permit: exception };
  if (permit === undefined) return { allowed: false, because: withoutPermit[track], permit: null };
  const begun = begunIn.includes(permit.state);
  return { allowed: begun, because: begun ? 'permitted' : 'not-started', permit: permit.id };
}
