import type { DeskAct } from './begin-desk-act.ts';

/**
 * Which of these members match the list of 立入制限対象者 and were not cleared for this visit. The list is not kept yet: nobody
 * matches it.
 */
export async function loadRestricted(
  _act: DeskAct,
  _memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set();
}
