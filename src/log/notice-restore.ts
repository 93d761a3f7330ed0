import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { servicePrincipal } from '../authority/service-principal.ts';
import { ministryLogId } from '../kernel/ids.ts';
import { ok } from '../kernel/result.ts';
import type { Effect } from './effects.ts';
import { logIdentity } from './log-identity.ts';
import { type ActDeps, type ActTx, performAct } from './perform-act.ts';
import { heads } from './tables.ts';

type Moved = {
  readonly siteId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly systemIdentifier: string;
  readonly timeline: number;
  readonly nowSystemIdentifier: string;
  readonly nowTimeline: number;
};

/**
 * Compares what the heads keep of their database with the database they are found in. Where it is another cluster or
 * timeline (restored, promoted), entries answered before may be missing: each such log begins a new epoch with a
 * `restored` entry, so that no cursor goes on as if nothing had happened. To be run at start and after a reconnect;
 * instances may race. Answers the logs concerned.
 */
export async function noticeRestore(deps: ActDeps): Promise<readonly string[]> {
  const context = { principal: servicePrincipal, requestId: 'notice-restore' };
  const result = await performAct(deps, context, async (tx) => {
    const moved = await takeMoved(tx);
    if (moved.length > 0) await beginEpochs(tx, moved);
    return ok(moved.map(({ siteId }) => siteId));
  });
  return result.ok ? result.value : [];
}

/** Whoever waited for another instance finds the heads already mended. */
async function takeMoved({ client }: ActTx): Promise<readonly Moved[]> {
  const { rows } = await client.query<Moved>({
    name: 'take-moved-heads',
    text: `
      select h.site_id as "siteId", h.epoch, h.seq, h.system_identifier as "systemIdentifier", h.timeline,
        i.system_identifier as "nowSystemIdentifier", i.timeline as "nowTimeline"
      from heads h cross join ${logIdentity} as i
      where (h.system_identifier, h.timeline) is distinct from (i.system_identifier, i.timeline)
      order by h.site_id for update of h`,
  });
  return rows;
}

async function beginEpochs(tx: ActTx, moved: readonly Moved[]): Promise<void> {
  for (const { siteId, nowSystemIdentifier, nowTimeline } of moved) {
    await tx.db
      .update(heads)
      .set({ epoch: randomUUID(), systemIdentifier: nowSystemIdentifier, timeline: nowTimeline })
      .where(eq(heads.siteId, siteId));
  }
  await tx.takeHeads(moved.map(({ siteId }) => siteId));
  for (const { siteId, epoch, seq, systemIdentifier, timeline, nowSystemIdentifier, nowTimeline } of moved) {
    tx.record(siteId, {
      kind: 'restored',
      effects: siteId === ministryLogId ? [] : [alarm],
      details: {
        before: { epoch, seq, systemIdentifier, timeline },
        after: { systemIdentifier: nowSystemIdentifier, timeline: nowTimeline },
      },
    });
  }
}

const alarm: Effect = { type: 'alarm', kind: 'database-restored', active: true };
