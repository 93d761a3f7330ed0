import { servicePrincipal } from '../../authority/service-principal.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../writing/perform-act.ts';
import { type DigestOfLog, loadRecordedDigests } from './load-recorded-digests.ts';
import { entriesBetween, type LookMark } from './look-for-rows-without-entry.ts';

const atMostEveryMs = 3_600_000;

/** A first look goes through the entries behind the mark that was recorded last: they stay few. */
const entriesAMark = 50_000;

/**
 * Records digests in the log that they are of, where they are others than it told last, and once an hour at most: whoever starts a service later
 * finds by them what was changed while none ran. The ministry's bear the mark of the look: what was committed then.
 */
export function buildDigestRecord(
  deps: ActDeps,
): (digests: readonly DigestOfLog[], mark: LookMark) => Promise<void> {
  /** By log: what it tells, and when this instance recorded it. */
  let told: Map<string, { readonly words: string; readonly at: number }> | undefined;
  let marked: LookMark | undefined;

  return async (digests, mark) => {
    told ??= new Map(
      [...groupBy(await loadRecordedDigests(deps.pool), logOf)].map(([siteId, of]) => [
        siteId,
        { words: JSON.stringify(tablesOf(of)), at: 0 },
      ]),
    );
    for (const [siteId, of] of groupBy(digests, logOf)) {
      const words = JSON.stringify(tablesOf(of));
      const now = deps.clock.now().getTime();
      const before = told.get(siteId);
      const isMinistry = siteId === ministryLogId;
      const isFar = isMinistry && (marked === undefined || entriesBetween(marked, mark) > entriesAMark);
      if (before !== undefined && ((before.words === words && !isFar) || now - before.at < atMostEveryMs))
        continue;
      await record(deps, siteId, of, mark);
      if (isMinistry) marked = mark;
      told.set(siteId, { words, at: now });
    }
  };
}

async function record(
  deps: ActDeps,
  siteId: string,
  digests: readonly DigestOfLog[],
  mark: LookMark,
): Promise<void> {
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  const details = { upTo: digests[0]?.seq ?? 0, tables: tablesOf(digests) };
  await performAct(deps, context, async (tx) => {
    await tx.takeHeads([siteId]);
    if (siteId === ministryLogId) {
      tx.recordMinistry({ kind: 'rows-digested', details: { ...details, mark } }, []);
    } else tx.record(siteId, { kind: 'rows-digested', details, effects: [] });
    return ok(undefined);
  });
}

function tablesOf(digests: readonly DigestOfLog[]): Readonly<Record<string, string>> {
  const sorted = digests.toSorted((one, other) => (one.table < other.table ? -1 : 1));
  return Object.fromEntries(sorted.map(({ table, form, digest }) => [table, `${form} ${digest}`]));
}

const logOf = ({ siteId }: DigestOfLog) => siteId;
