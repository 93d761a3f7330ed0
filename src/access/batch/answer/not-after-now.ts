import type { DraftLog } from './draft-log.ts';

/**
 * When an event happened by its gateway's clock, but never later than now (RFC 3339, UTC). A clock ahead of ours would
 * hold what is known now against everything that is received later.
 */
export function notAfterNow({ now }: DraftLog, at: string | undefined): string {
  return new Date(Math.min(Date.parse(at ?? now.toISOString()), now.getTime())).toISOString();
}
