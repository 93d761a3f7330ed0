import type { Principal } from '../../authority/principal.ts';
import { inTransaction, type Tx } from '../../db/in-transaction.ts';
import type { Pool } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Clock } from '../../kernel/clock.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../entry/effects.ts';
import type { EntryDraft } from '../entry/entry.ts';
import type { RecordedEffects, SaveEffects } from '../entry/recorded-effects.ts';
import type { Hints } from '../hints.ts';
import { loadRulesSeq } from '../reading/load-rules-seq.ts';
import { appendEntries } from './append-entries.ts';
import { claimIdempotencyKey, type IdempotencyKey, saveAnswer } from './idempotency-key.ts';
import { type Head, type PlacedEntry, placeEntry } from './place-entry.ts';
import { RulesMoved } from './rules-moved.ts';
import { takeHeads } from './take-heads.ts';

/** What every act needs of the world. */
export type ActDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly hints: Hints;
  readonly saveEffects: SaveEffects;
};

/** What shows a principal to be who it is: rows that an act holds from its beginning. */
export type OwnRows = 'token' | 'person' | 'roles';

/** Asks within an act, under locks, why whoever was let in may not act any more. */
export type ConfirmPrincipal = (
  tx: Tx,
  principal: Principal,
  now: Date,
  changesOwn: OwnRows | undefined,
) => Promise<Refusal | undefined>;

/** Who acts, for which request, and under which Idempotency-Key. */
export type ActContext = {
  readonly principal: Principal;
  readonly requestId: string;
  readonly idempotencyKey?: IdempotencyKey;
  /** Absent where nobody was let in, as at the terminal. */
  readonly confirm?: ConfirmPrincipal;
  /** Which of the principal's own rows the act changes: they are locked for it from the start, not shared first. */
  readonly changesOwn?: OwnRows | undefined;
};

/** A draft without its actor: an act's entries carry the actor of the act. */
export type ActDraft = Omit<EntryDraft, 'actor'>;

/** An act of the ministry. It has no state of its own: what an act changes is said at the sites it touches. */
export type MinistryDraft = Omit<ActDraft, 'effects'> & { readonly effects?: never };

/**
 * One act (I11). It locks the rows it is about, then takes the heads it touches, then writes and records:
 * whoever decides under a head has committed before the act is acknowledged (I5).
 */
export type ActTx = Tx & {
  readonly now: Date;
  /**
   * Says that the act weighs by the rules of a site as they are from now on: whole rules are never read under a head (ADR 0002). Where they are
   * others once the heads are taken, the act is done anew. Under the head they stay what they are.
   */
  readonly relyOnRules: (siteId: string) => Promise<void>;
  /** Takes heads in ascending id, once an act; the ministry's sorts first. */
  readonly takeHeads: (siteIds: readonly string[]) => Promise<void>;
  /** The seq the next entry of a held log gets: `from_seq` of the rows written before it. */
  readonly nextSeq: (siteId: string) => number;
  /** The seq since which the rules of a held log's site are what they are. */
  readonly rulesSeq: (siteId: string) => number;
  /** Records the act in its log, and answers the seq of the entry. The hot tables are brought to its effects. */
  readonly record: (siteId: string, draft: ActDraft) => number;
  /** Records a ministry act, and in every touched site one entry that refers to it, with what it changes there. */
  readonly recordMinistry: (
    draft: MinistryDraft,
    touched: readonly string[],
    effectsAt?: (siteId: string) => readonly Effect[],
  ) => number;
  /** Does something once the entries are written, in the same transaction: what asks the database for them. */
  readonly onceRecorded: (work: () => Promise<void>) => void;
};

/** How often an act is done anew before somebody has to look at it again. */
const rulesTries = 3;

const rulesMoved: Refusal = {
  code: 'version-mismatch',
  detail: '確かめている間に、図面・判断・例外措置のどれかが変わりました。もう一度行ってください。',
};

/**
 * Runs an act in one transaction with exactly its entries; a refusal leaves nothing behind. What was weighed by rules that changed before
 * the heads were taken is weighed anew, three times.
 */
export async function performAct<Value>(
  deps: ActDeps,
  context: ActContext,
  act: (tx: ActTx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  for (let tries = 1; tries <= rulesTries; tries += 1) {
    try {
      return await attemptAct(deps, context, act);
    } catch (error) {
      if (!(error instanceof RulesMoved)) throw error;
    }
  }
  return refuse(rulesMoved);
}

async function attemptAct<Value>(
  deps: ActDeps,
  context: ActContext,
  act: (tx: ActTx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  const { principal, requestId } = context;
  const { actor } = principal;
  let touched: readonly string[] = [];
  const outcome = await inTransaction(
    deps.pool,
    { actor, requestId },
    async (tx): Promise<Result<Value, Refusal>> => {
      const stopped = await context.confirm?.(tx, principal, deps.clock.now(), context.changesOwn);
      if (stopped !== undefined) return refuse(stopped);
      const claim = await claimIdempotencyKey<Value>(tx, context, deps.clock.now());
      if (claim !== undefined) return claim;
      const log = openActLog(tx, actor, deps.clock.now());
      const result = await act({ ...tx, ...log.forAct });
      if (!result.ok) return result;
      // Sent together: doors wait while the heads are held.
      [touched] = await Promise.all([log.flush(deps.saveEffects), saveAnswer(tx, context, result.value)]);
      await log.afterwards();
      return result;
    },
    (result) => result.ok,
  );
  for (const siteId of touched) deps.hints.changed(siteId);
  return outcome;
}

function openActLog({ client, db }: Tx, actor: Actor, now: Date) {
  const heads = new Map<string, Head>();
  const placed: PlacedEntry[] = [];
  const works: (() => Promise<void>)[] = [];
  /** By site, the version of the rules by which the act weighs. */
  const weighedBy = new Map<string, number | undefined>();

  function held(siteId: string): Head {
    const head = heads.get(siteId);
    if (head === undefined) throw new Error(`the head of ${siteId} is not held`);
    return head;
  }

  function record(siteId: string, draft: ActDraft): number {
    const one = placeEntry(held(siteId), { ...draft, actor }, now);
    placed.push(one);
    heads.set(siteId, one.head);
    return one.entry.seq;
  }

  return {
    forAct: {
      now,
      async relyOnRules(siteId: string) {
        if (heads.has(siteId) || weighedBy.has(siteId)) return;
        weighedBy.set(siteId, await loadRulesSeq(db, siteId));
      },
      async takeHeads(siteIds: readonly string[]) {
        if (heads.size > 0) throw new Error('an act takes its heads once, in ascending order');
        for (const head of await takeHeads(client, siteIds).heads) heads.set(head.siteId, head);
        for (const [siteId, rulesSeq] of weighedBy) {
          if (heads.has(siteId) && held(siteId).rulesSeq !== rulesSeq) throw new RulesMoved();
        }
      },
      nextSeq: (siteId: string) => held(siteId).seq + 1,
      rulesSeq: (siteId: string) => held(siteId).rulesSeq,
      record,
      recordMinistry(
        draft: MinistryDraft,
        touchedSites: readonly string[],
        effectsAt?: (siteId: string) => readonly Effect[],
      ) {
        const seq = record(ministryLogId, draft);
        const { kind, subject } = draft;
        for (const siteId of touchedSites) {
          const reference = { kind, cause: { site: ministryLogId, seq }, effects: effectsAt?.(siteId) ?? [] };
          record(siteId, subject === undefined ? reference : { ...reference, subject });
        }
        return seq;
      },
      onceRecorded(work: () => Promise<void>) {
        works.push(work);
      },
    },
    async afterwards() {
      for (const work of works) await work();
    },
    /** Writes what was recorded, saves its effects and returns the logs that grew. */
    async flush(saveEffects: SaveEffects): Promise<readonly string[]> {
      if (placed.length === 0) return [];
      const grown = [...new Set(placed.map((one) => one.entry.site))];
      await appendEntries(client, placed, grown.map(held));
      const changing = placed.filter(({ entry }) => entry.effects.length > 0);
      for (const siteId of new Set(changing.map(({ entry }) => entry.site))) {
        const recorded = changing.filter(({ entry }) => entry.site === siteId).map(recordedEffects);
        await saveEffects(client, siteId, recorded);
      }
      return grown;
    },
  };
}

function recordedEffects({
  entry: { seq, effects },
  head: { recordedAt: at },
}: PlacedEntry): RecordedEffects {
  return { seq, at, effects };
}
