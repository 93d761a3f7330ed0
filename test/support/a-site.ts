import { newId } from '../../src/kernel/ids.ts';
import { type ActDraft, performAct } from '../../src/log/writing/perform-act.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { aPlan } from './a-plan.ts';
import { fromTerminal } from './from-terminal.ts';
import { storePlan } from './store-plan.ts';
import type { TestApp } from './test-app.ts';

/** A site with a plan. */
export async function aSite({ deps }: Pick<TestApp, 'deps'>, plan: SitePlan = aPlan()): Promise<string> {
  const made = await createSite(deps, fromTerminal(), { name: plan.site.name });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const siteId = made.value.id;
  await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    await storePlan(tx, siteId, plan, tx.record(siteId, { kind: 'plan-changed' }));
    return { ok: true, value: undefined };
  });
  return siteId;
}

/** Records entries at a site in one transaction and returns the seq of the last. */
export async function append(
  { deps }: Pick<TestApp, 'deps'>,
  siteId: string,
  drafts: readonly ActDraft[],
): Promise<number> {
  const outcome = await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    let seq = 0;
    for (const draft of drafts) seq = tx.record(siteId, draft);
    return { ok: true, value: seq };
  });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** A granted read at a door, as a batch records it. */
export function aPassage(over: Partial<ActDraft> = {}): ActDraft {
  return {
    kind: 'card-read',
    subject: {
      door: 'hall-office',
      from: 'hall',
      to: 'office',
      person: newId<'person'>(),
      card: newId<'card'>(),
    },
    decision: {
      verdict: 'grant',
      direction: 'entering',
      reasons: [],
      notes: [],
      rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
    },
    ...over,
  };
}

export function passages(count: number): ActDraft[] {
  return Array.from({ length: count }, () => aPassage());
}

/** The epoch and head of a site's log. */
export async function logEnd(
  { pool }: Pick<TestApp, 'pool'>,
  siteId: string,
): Promise<{ readonly epoch: string; readonly head: number }> {
  const { rows } = await pool.query('select epoch, seq as head from heads where site_id = $1', [siteId]);
  return rows[0];
}
