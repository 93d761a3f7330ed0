import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import type { Effect } from '../entry/effects.ts';
import { heads } from '../tables.ts';
import { type ActDeps, type ActTx, performAct } from '../writing/perform-act.ts';
import { findLost, type Remembered } from './find-lost.ts';
import { logIdentity } from './log-identity.ts';

type HeldHead = {
  readonly siteId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly pastEpochs: readonly string[];
  readonly systemIdentifier: string;
  readonly timeline: number;
  readonly nowSystemIdentifier: string;
  readonly nowTimeline: number;
};

/**
 * Compares what the heads keep of their database with the database they are found in, or, where places are named, the logs with
 * what is remembered of them outside of it. Another cluster or timeline (restored, promoted) concerns the logs whose heads say so; an entry that
 * is missing (an earlier state was put back) concerns all of them, for they went back together. Entries answered before may be
 * missing: each of these logs begins a new epoch with a `restored` entry and an alarm, so that no cursor goes on as if nothing had
 * happened. Instances may race: what one has noticed the others find mended. Answers the logs concerned.
 */
export async function noticeRestore(
  deps: ActDeps,
  remembered: readonly Remembered[],
): Promise<readonly string[]> {
  const doubted = await findLost(deps.pool, remembered);
  if (remembered.length > 0 && doubted.length === 0) return [];
  const context = { principal: servicePrincipal, requestId: 'notice-restore' };
  const result = await performAct(deps, context, async (tx) => {
    const held = await takeDoubtful(tx, doubted.length > 0);
    // Asked again under the heads: whoever held them before may have noticed it.
    const lost = await findLost(tx.client, doubted);
    const concerned = lost.length > 0 ? held : held.filter(isElsewhere);
    if (concerned.length > 0) await beginEpochs(tx, concerned, lost);
    return ok(concerned.map(({ siteId }) => siteId));
  });
  return result.ok ? result.value : [];
}

/** The heads that name another database than theirs, or all of them. Whoever waited for another instance finds them mended. */
async function takeDoubtful({ client }: ActTx, all: boolean): Promise<readonly HeldHead[]> {
  const { rows } = await client.query<HeldHead>({
    name: 'take-doubtful-heads',
    text: `
      select h.site_id as "siteId", h.epoch, h.seq, h.past_epochs as "pastEpochs",
        h.system_identifier as "systemIdentifier", h.timeline,
        i.system_identifier as "nowSystemIdentifier", i.timeline as "nowTimeline"
      from heads h cross join ${logIdentity} as i
      where $1 or (h.system_identifier, h.timeline) is distinct from (i.system_identifier, i.timeline)
      order by h.site_id for update of h`,
    values: [all],
  });
  return rows;
}

function isElsewhere(head: HeldHead): boolean {
  return head.systemIdentifier !== head.nowSystemIdentifier || head.timeline !== head.nowTimeline;
}

async function beginEpochs(
  tx: ActTx,
  concerned: readonly HeldHead[],
  lost: readonly Remembered[],
): Promise<void> {
  for (const { siteId, epoch, pastEpochs, nowSystemIdentifier, nowTimeline } of concerned) {
    // An epoch that this database never heard of is over as well.
    const left = [epoch, ...lost.flatMap((one) => (one.siteId === siteId ? [one.cursor.epoch] : []))];
    await tx.db
      .update(heads)
      .set({
        epoch: randomUUID(),
        pastEpochs: [...new Set([...pastEpochs, ...left])],
        systemIdentifier: nowSystemIdentifier,
        timeline: nowTimeline,
      })
      .where(eq(heads.siteId, siteId));
  }
  await tx.takeHeads(concerned.map(({ siteId }) => siteId));
  for (const head of concerned) {
    const { siteId, epoch, seq, systemIdentifier, timeline, nowSystemIdentifier, nowTimeline } = head;
    tx.record(siteId, {
      kind: 'restored',
      effects: siteId === ministryLogId ? [] : [alarm],
      details: {
        why: whyOf(head, lost),
        before: { epoch, seq, systemIdentifier, timeline },
        after: { systemIdentifier: nowSystemIdentifier, timeline: nowTimeline },
        missing: missingOf(siteId, lost),
      },
    });
  }
}

const alarm: Effect = { type: 'alarm', kind: 'database-restored', active: true };

/** Why a log begins a new epoch: its database is another, entries of it are missing, or entries of logs beside it are. */
function whyOf(head: HeldHead, lost: readonly Remembered[]): string {
  if (isElsewhere(head)) return 'other-database';
  return lost.some(({ siteId }) => siteId === head.siteId) ? 'entries-missing' : 'entries-missing-elsewhere';
}

/** The last entry of the log that is remembered and missing, in each epoch, and who remembered it. */
function missingOf(siteId: string, lost: readonly Remembered[]) {
  const last = new Map<string, { epoch: string; seq: number; rememberedBy: Remembered['by'] }>();
  for (const { cursor, by, ...one } of lost) {
    const { epoch, seq } = cursor;
    if (one.siteId === siteId && seq > (last.get(epoch)?.seq ?? -1))
      last.set(epoch, { epoch, seq, rememberedBy: by });
  }
  return [...last.values()];
}
