import type { ActTx } from '../../log/writing/perform-act.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { type ExitRead, findExitRead } from '../check-in/find-exit-read.ts';
import { findReadsOf, readOf } from './find-reads-of.ts';
import type { PlacedLine } from './placed-line.ts';
import { sameWithinMs } from './same-within-ms.ts';

/** The read that tells of the leaving that a line tells of; undefined = none does. */
export async function findReadOfLeaving(
  { db, client }: ActTx,
  siteId: string,
  { who: person, door, outside: zone, leftAt: at }: PlacedLine,
  doors: SitePlan['doors'],
): Promise<ExitRead | undefined> {
  if (person === undefined || at === undefined) return undefined;
  const from = new Date(at.getTime() - sameWithinMs);
  const until = new Date(at.getTime() + sameWithinMs);
  const reads = await findReadsOf(client, siteId, { persons: [person], doors: [door], from, until });
  const read = readOf(reads, { person, door, zone, at });
  return read && findExitRead(db, siteId, { seq: read.seq, person, since: from }, doors);
}
