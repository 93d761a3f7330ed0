import { loadBondsAmong } from '../../authority/load-role-bonds.ts';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type Applying, isWaiverFor, type Waiver } from '../rule/waiver.ts';
import { holdStanding, loadStanding } from './waiver-rows.ts';

/** The waivers that spare whoever applies, held to the end of the act. */
export async function holdWaiversFor(
  tx: ActTx,
  siteId: string,
  applying: Applying,
): Promise<readonly Waiver[]> {
  return forThem(tx.db, await holdStanding(tx, siteId, applying), applying, tx.now);
}

/** The waivers that spare somebody at a moment, for whoever asks and changes nothing. */
export async function loadWaiversFor(
  db: Database,
  siteId: string,
  applying: Applying,
): Promise<readonly Waiver[]> {
  return forThem(db, await loadStanding(db, siteId, applying), applying, applying.from);
}

async function forThem(
  db: Database,
  standing: readonly Waiver[],
  applying: Applying,
  now: Date,
): Promise<readonly Waiver[]> {
  if (standing.length === 0) return [];
  const { applicantId, concernedIds } = applying;
  const persons = [applicantId, ...concernedIds, ...standing.map(({ recordedBy }) => recordedBy)];
  const bonds = await loadBondsAmong(db, persons, now);
  return standing.filter((waiver) => isWaiverFor(waiver, applying, bonds));
}
