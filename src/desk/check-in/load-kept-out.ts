import type { Database } from '../../db/pool.ts';
import { loadAccreditedUntil } from '../../visitors/accreditation/load-accredited-until.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';
import { findStopped } from '../../visitors/restricted/find-stopped.ts';
import type { DeskFault } from './desk-faults.ts';

/** What keeps a member out whatever was confirmed of them, and for whichever day. */
export type KeptOut = Extract<DeskFault, 'call-guard' | 'press-ended'>;

/**
 * Which of these members are kept out: whoever resembles a 立入制限対象者 and was not cleared for the visit, of whom nothing else is told, and
 * whoever came by an accreditation of the press that is over, their own or their organisation's. Who has no name resembles nobody.
 */
export async function loadKeptOut(
  { db, now }: { readonly db: Database; readonly now: Date },
  siteId: string,
  members: WholeVisit['members'],
): Promise<ReadonlyMap<string, KeptOut>> {
  const [restricted, accreditedUntil] = await Promise.all([
    findStopped(
      db,
      siteId,
      members.flatMap(({ identity }) => identity ?? []),
      now,
    ),
    loadAccreditedUntil(
      db,
      siteId,
      members.map(({ memberId }) => memberId),
    ),
  ]);
  const ended = [...accreditedUntil].filter(([, until]) => until <= now);
  return new Map<string, KeptOut>([
    ...ended.map(([member]) => [member, 'press-ended'] as const),
    ...[...restricted].map((member) => [member, 'call-guard'] as const),
  ]);
}
