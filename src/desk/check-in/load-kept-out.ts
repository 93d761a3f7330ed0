import { loadAccreditedUntil } from '../../visitors/accreditation/load-accredited-until.ts';
import type { DeskAct } from './begin-desk-act.ts';
import type { DeskFault } from './desk-faults.ts';
import { loadRestricted } from './load-restricted.ts';

/** What keeps a member out whatever was confirmed of them, and for whichever day. */
type KeptOut = Extract<DeskFault, 'call-guard' | 'press-ended'>;

/**
 * Which of these members are kept out: whoever resembles a 立入制限対象者, of whom nothing else is told, and whoever came by an
 * accreditation of the press that is over, their own or their organisation's.
 */
export async function loadKeptOut(
  act: Pick<DeskAct, 'tx' | 'siteId' | 'whole'>,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, KeptOut>> {
  const [restricted, accreditedUntil] = await Promise.all([
    loadRestricted(act, memberIds),
    loadAccreditedUntil(act.tx.db, act.siteId, memberIds),
  ]);
  const ended = [...accreditedUntil].filter(([, until]) => until <= act.tx.now);
  return new Map<string, KeptOut>([
    ...ended.map(([member]) => [member, 'press-ended'] as const),
    ...[...restricted].map((member) => [member, 'call-guard'] as const),
  ]);
}
