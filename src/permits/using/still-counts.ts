import type { Consent } from '../rule/consent.ts';
import type { Track } from '../rule/track-of.ts';

/** A permit, as far as somebody has decided it: what was notified or only recorded nobody has. */
export type Decided = { readonly decided: boolean };

/** Whether somebody decided a permit: consented to it, or let it begin in their own name (緊急保守). */
export function isDecidedBySomebody({ consents }: { readonly consents: readonly Consent[] }): boolean {
  return consents.length > 0;
}

const letsBegin: readonly Track[] = ['free', 'notification'];

/**
 * Whether a permit still lets be done what is on this track now (ADR 0044): what nobody decided does where nobody has to decide it, what
 * somebody decided until it ends.
 */
export function stillCounts({ decided }: Decided, track: Track): boolean {
  return decided || letsBegin.includes(track);
}
