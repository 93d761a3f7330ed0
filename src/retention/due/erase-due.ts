import type { ClientBase } from 'pg';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { databaseOf } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { newId } from '../../kernel/ids.ts';
import { heads } from '../../log/tables.ts';
import { appendEntries } from '../../log/writing/append-entries.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { placeEntry } from '../../log/writing/place-entry.ts';
import { takeHeads } from '../../log/writing/take-heads.ts';
import { type ErasableName, erasableNames, erasables } from '../erasable/erasables.ts';
import type { Cutoffs } from '../rules/cutoffs.ts';
import { loadCutoffs } from '../rules/load-cutoffs.ts';
import { certificateOf, eraseCertified } from './certificate-of.ts';
import { type Due, loadDue } from './load-due.ts';

export type EraseDeps = Pick<ActDeps, 'pool' | 'clock' | 'hints'>;

/** How many are erased by one transaction: it holds the head of the log, for which doors wait. */
const atOnce = 500;

/**
 * Erases whatever is over, in every log. Each organisation's part of a transaction has an entry of its own that tells what was
 * erased, how many and from when to when. Answers how many records went.
 */
export async function eraseDue(deps: EraseDeps): Promise<number> {
  const db = databaseOf(deps.pool);
  const cutoffs = await loadCutoffs(db, deps.clock.now());
  const logs = await db.select({ siteId: heads.siteId }).from(heads);
  let erased = 0;
  for (const { siteId } of logs) {
    for (const what of erasableNames) {
      for (let some = atOnce; some >= atOnce; ) {
        some = await eraseSome(deps, siteId, what, cutoffs[erasables[what].recordClass]);
        erased += some;
      }
    }
  }
  return erased;
}

async function eraseSome(
  { pool, clock, hints }: EraseDeps,
  log: string,
  what: ErasableName,
  cutoffs: Cutoffs,
): Promise<number> {
  const { actor } = servicePrincipal;
  const erased = await inTransaction(pool, { actor, requestId: newId<'request'>() }, async ({ client }) => {
    // Two instances take turns, and what is due is read before the head is taken.
    await client.query({
      name: 'erase-in-turn',
      text: `select pg_advisory_xact_lock(hashtext('sekisho retention'))`,
    });
    const due = await loadDue(client, what, log, cutoffs, clock.now(), atOnce);
    if (due.length > 0) await certify(client, log, what, due, clock.now());
    return due.reduce((sum, { records }) => sum + records, 0);
  });
  if (erased > 0) hints.changed(log);
  return erased;
}

/** Records what is erased and erases it, in this transaction: `erase_certified` asks for the entry. */
async function certify(
  client: ClientBase,
  log: string,
  what: ErasableName,
  due: readonly Due[],
  now: Date,
): Promise<void> {
  let [head] = await takeHeads(client, [log]).heads;
  if (head === undefined) throw new Error(`no log ${log}`);
  for (const [organisation, own] of groupBy(due, (one) => one.organisation)) {
    const draft = { ...certificateOf(what, organisation, own), actor: servicePrincipal.actor };
    const placed = placeEntry(head, draft, now);
    head = placed.head;
    await appendEntries(client, [placed], [head]);
    await eraseCertified(client, { log, seq: placed.entry.seq }, what, own);
  }
}
