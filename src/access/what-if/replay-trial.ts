import type { ClientBase } from 'pg';
import type { Pool } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Entry } from '../../log/entry/entry.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import type { KnownRules } from '../../zones/rules/load-site-rules.ts';
import { loadReadersThen } from '../batch/read/load-readers.ts';
import { looks } from '../batch/read/looks.ts';
import type { Reader } from '../batch/reader-parts.ts';
import { loadRules } from '../rules/load-rules.ts';
import { loadTurns, turnAt } from '../rules/load-turns.ts';
import { ruleSourcesOf } from '../rules/rule-sources.ts';
import { compilingSiteRules, type SiteRules } from '../rules/site-rules.ts';
import { applyTo, draftOf } from '../state/apply-effects.ts';
import { emptySite } from '../state/site-state.ts';
import { cardsOfEntries } from './cards-of-entries.ts';
import { judgeAnew } from './judge-anew.ts';
import { loadNextEntries, loadPlacesBy, loadStretch } from './load-stretch.ts';
import { isLate, isRecordedRead, type ReadThen, type RecordedRead } from './read-then.ts';
import { layOver, type Trial } from './trial.ts';
import { buildTrialReport, type TrialReport } from './trial-report.ts';

export type TrialAsked = {
  readonly siteId: string;
  readonly trial: Trial;
  /** Passages recorded since then are decided anew. */
  readonly since: Date;
  /** After so many passages it stops; undefined = it goes through to the end. */
  readonly most?: number | undefined;
};

export type TrialAnswer = TrialReport & {
  /** The last entry that was looked at, and the last there was. */
  readonly reached: number;
  readonly upTo: number;
};

/** What begins before the question: waits, custody and doors are then as the log left them. */
const warmUpMs = dayMs;

/**
 * Decides anew what the log holds of card reads since a moment, by rules that are tried (what-if). It only reads, in a read-only
 * transaction for each stretch of the log; undefined for a site that is not there.
 */
export async function replayTrial(
  pool: Pool,
  policy: Policy,
  { siteId, trial, since, most = Number.POSITIVE_INFINITY }: TrialAsked,
): Promise<TrialAnswer | undefined> {
  const reading = <Value>(read: (client: ClientBase) => Promise<Value>) => readOnly(pool, read);
  const from = new Date(since.getTime() - warmUpMs);
  const stretch = await reading((client) => loadStretch(client, siteId, from));
  if (stretch === undefined) return undefined;
  const rulesOf = await buildRulesThen(reading, siteId, policy, trial);
  const places = await reading((client) => loadPlacesBy(client, siteId, stretch.after));
  const state = draftOf({ ...emptySite, seq: stretch.after, presence: places });
  const tally = buildTrialReport();
  let reached = stretch.after;
  let passages = 0;
  while (reached < stretch.upTo && passages < most) {
    const { entries, readers } = await reading(async (client) => {
      const next = await loadNextEntries(client, siteId, { ...stretch, after: reached });
      return { entries: next, readers: await loadKnown(client, siteId, next.filter(isJudged)) };
    });
    const last = entries.at(-1);
    if (last === undefined) break;
    for (const entry of entries) {
      if (passages >= most) break;
      if (isRecordedRead(entry) && new Date(entry.recordedAt) >= since) {
        passages += 1;
        await addPassage(entry, readers.get(entry.seq));
      }
      applyTo(state, { seq: entry.seq, at: new Date(entry.recordedAt), effects: entry.effects });
      reached = entry.seq;
    }
  }
  return { ...tally.report(), reached, upTo: stretch.upTo };

  async function addPassage(entry: RecordedRead, known: Reader | undefined): Promise<void> {
    if (isLate(entry)) return tally.addNotJudged('late');
    const { door = '', from, to } = entry.subject;
    const { site: siteSeq, ministry: ministrySeq, policy: named } = entry.decision.rules;
    if (named !== policy.package) return tally.addNotJudged('other-package');
    const { stood, tried } = await rulesOf({ siteSeq, ministrySeq });
    const read = readThen(entry, known);
    tally.add(read, { door, from, to }, judgeAnew(read, state, stood, tried));
  }
}

function isJudged(entry: Entry): entry is RecordedRead {
  return isRecordedRead(entry) && !isLate(entry);
}

function readThen(entry: RecordedRead, known: Reader | undefined): ReadThen {
  const { seq, recordedAt, subject, decision, effects } = entry;
  const { person } = subject;
  return {
    seq,
    at: new Date(recordedAt),
    readerId: subject.reader,
    person,
    recorded: decision,
    escorted: effects.some((effect) => effect.type === 'custody' && effect.ward === person),
    known,
  };
}

/** By seq: what was known of whoever made each read, card, person, permission and visit by the seqs of both logs then. */
async function loadKnown(
  client: ClientBase,
  siteId: string,
  reads: readonly RecordedRead[],
): Promise<ReadonlyMap<number, Reader>> {
  const named = reads.flatMap(({ seq, subject, decision }) =>
    subject.card === undefined
      ? []
      : [
          {
            seq,
            card: subject.card,
            from: subject.from,
            to: subject.to,
            ministrySeq: decision.rules.ministry,
            siteSeq: seq - 1,
          },
        ],
  );
  const [found = []] = await loadReadersThen(client, siteId, looks.past, [cardsOfEntries(named)]);
  return new Map(
    named.flatMap(({ seq }, index) => {
      const reader = found[index];
      return reader === undefined ? [] : [[seq, reader] as const];
    }),
  );
}

type RulesThen = { readonly stood: SiteRules; readonly tried: SiteRules };

/** Versions of the rules held at once: those of a large site take megabytes each. */
const versionsKept = 8;

/** The rules that stood at a point of both logs, and the same with the trial laid over them; each version is compiled once. */
async function buildRulesThen(
  reading: <Value>(read: (client: ClientBase) => Promise<Value>) => Promise<Value>,
  siteId: string,
  policy: Policy,
  trial: Trial,
): Promise<(point: KnownRules) => Promise<RulesThen>> {
  const sources = ruleSourcesOf(policy);
  const turns = await reading((client) => loadTurns(client, siteId, Object.values(sources)));
  const made = new Map<string, RulesThen>();
  return async (point) => {
    const turn = turnAt(turns, point);
    const key = `${turn.siteSeq} ${turn.ministrySeq}`;
    const kept = made.get(key);
    if (kept !== undefined) return kept;
    const loaded = await reading((client) => loadRules(client, siteId, sources, turn));
    const rules = {
      stood: await inSlices(compilingSiteRules(loaded)),
      tried: await inSlices(compilingSiteRules(layOver(loaded, trial))),
    };
    if (made.size >= versionsKept) made.clear();
    made.set(key, rules);
    return rules;
  };
}

/** PostgreSQL itself refuses to write in it. */
async function readOnly<Value>(pool: Pool, read: (client: ClientBase) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    const value = await read(client);
    await client.query('commit');
    client.release();
    return value;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
