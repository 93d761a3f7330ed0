import { and, inArray, isNull } from 'drizzle-orm';
import { databaseOf } from '../../db/pool.ts';
import { type Proposed, propose } from '../../dual-control/propose.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { needsSecond } from '../opens/judge-opens.ts';
import { recordedOpening } from '../opens/recorded-opening.ts';
import type { OpensDeps } from '../opens/weigh-opens.ts';
import { sameValue } from '../plan/same-value.ts';
import type { ChangeAnswer, DeterminationChange, EndAnswer, PreparedChange } from './determination-change.ts';
import { prepareChange } from './prepare-change.ts';
import type { Package } from './prepare-proposals.ts';
import { determinations } from './tables.ts';
import { loadRuledSites, type OpenedAt, type WeighedChange, weighChange } from './weigh-change.ts';

export type DeterminationDeps = ActDeps & OpensDeps & Package;

export type DeterminationAnswer = Partial<EndAnswer & { readonly adopted: number }> & {
  readonly stored: boolean;
  readonly opens: readonly OpenedAt[];
  /** Where the change waits for a second person; nothing is in force then. */
  readonly proposal?: Proposed;
};

/** What a change would do, in short; the second person confirms exactly this. */
export type ChangeSummary = {
  readonly begins: readonly { readonly row: string; readonly class: number; readonly value: string }[];
  readonly ends: readonly string[];
};

export type ReadChange = WeighedChange & { readonly answer: ChangeAnswer; readonly summary: ChangeSummary };

/** Whom a change would let in; nothing is stored. */
export async function previewDeterminations(
  deps: DeterminationDeps,
  { principal }: ActContext,
  change: DeterminationChange,
): Promise<Result<DeterminationAnswer, Refusal>> {
  const read = await readChange(deps, principal.actor, change, deps.clock.now());
  if (!read.ok) return read;
  return ok({ ...read.value.answer, stored: false, opens: read.value.opens });
}

/**
 * Adopts, ends or withdraws determinations of an organisation. What lets somebody into class 3 who could not enter before is
 * proposed and waits for a second person, whoever wrote it.
 */
export async function changeDeterminations(
  deps: DeterminationDeps,
  context: ActContext,
  change: DeterminationChange,
): Promise<Result<DeterminationAnswer, Refusal>> {
  const { actor } = context.principal;
  const read = await readChange(deps, actor, change, deps.clock.now());
  if (!read.ok) return read;
  const { answer, opens, summary } = read.value;
  if (!needsSecond(opens)) {
    return performAct(deps, context, (tx) => storeDeterminations(deps, tx, actor, change, read.value));
  }
  return performAct(deps, context, async (tx) => {
    const proposed = await propose(tx, context.principal, {
      siteId: ministryLogId,
      kind: 'determination-change',
      draft: change,
      weighed: { opens, summary },
    });
    if (!proposed.ok) return proposed;
    return ok({ ...answer, stored: false, opens, proposal: proposed.value });
  });
}

/** Reads what a change would do and whom it lets in, without any lock. */
export async function readChange(
  deps: DeterminationDeps,
  actor: Actor,
  change: DeterminationChange,
  now: Date,
): Promise<Result<ReadChange, Refusal>> {
  const prepared = await prepareChange(deps, databaseOf(deps.pool), actor, change, now);
  if (!prepared.ok) return prepared;
  const weighed = await weighChange(deps, prepared.value, now);
  return ok({ ...weighed, answer: prepared.value.answer, summary: summaryOf(prepared.value) });
}

/** Stores a weighed change in its author's act, or in that of the second person, who names the first. */
export async function storeDeterminations(
  deps: DeterminationDeps,
  tx: ActTx,
  author: Actor,
  change: DeterminationChange,
  { opens, ruled, summary }: ReadChange,
  proposal?: { readonly proposalId: string; readonly proposedBy: string },
): Promise<Result<DeterminationAnswer, Refusal>> {
  const sites = await takeEveryHead(tx);
  const prepared = await prepareChange(deps, tx.db, author, change, tx.now);
  if (!prepared.ok) return prepared;
  const { organisation, entry, concernsSites, ended, rows, answer } = prepared.value;
  const present = concernsSites ? await loadRuledSites(tx.db, organisation) : [];
  if (!sameValue(present, ruled) || !sameValue(summaryOf(prepared.value), summary))
    return refuse(changedMeanwhile);
  const fromSeq = tx.recordMinistry(
    {
      ...entry,
      subject: { ...entry.subject, ...(proposal === undefined ? {} : { proposer: proposal.proposedBy }) },
      details: {
        ...entry.details,
        ...(opens.length === 0
          ? {}
          : { opens: opens.map(({ site, ...zone }) => ({ site, ...recordedOpening(zone) })) }),
        ...(proposal === undefined ? {} : { proposal: proposal.proposalId }),
      },
    },
    concernsSites ? sites : [],
  );
  if (ended.length > 0) {
    await tx.db
      .update(determinations)
      .set({ untilSeq: fromSeq })
      .where(and(inArray(determinations.determinationId, [...ended]), isNull(determinations.untilSeq)));
  }
  if (rows.length > 0) await tx.db.insert(determinations).values(rows.map((row) => ({ ...row, fromSeq })));
  return ok({ ...answer, stored: true, opens });
}

function summaryOf({ rows, ended }: PreparedChange): ChangeSummary {
  return {
    begins: rows.map(({ row, class: zoneClass, value }) => ({ row, class: zoneClass, value })),
    ends: [...ended].toSorted(),
  };
}

const changedMeanwhile: Refusal = {
  code: 'version-mismatch',
  detail:
    '確かめている間に、図面か判断が変わりました。入れるようになる人を見直して、もう一度行ってください。',
};
