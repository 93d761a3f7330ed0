import { loadDatabaseUsers } from '../../db/load-database-users.ts';
import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { parseEntry } from '../entry/parse-entry.ts';
import type { ActDeps } from '../writing/perform-act.ts';
import { type Finding, recordFinding } from '../writing/record-finding.ts';
import { buildDigestRecord } from './build-digest-record.ts';
import { buildVersionWatch } from './build-version-watch.ts';
import type { DifferingRows } from './differing-rows.ts';
import { loadRecordedMark } from './load-recorded-mark.ts';
import { type LookMark, lookForRowsWithoutEntry } from './look-for-rows-without-entry.ts';

/** Compares what stands in tables of rooms above with what the logs say. */
export type LookAtRows = () => Promise<readonly DifferingRows[]>;

/**
 * Watches the database for whoever goes past the program (METI 59-3). Each look records, and alarms every site of, sessions of strangers,
 * logins that are new since the record last told of them, rows that were changed without an entry, versions that are others than a log knew
 * them, and what `alsoLookAt` finds: all of it but the sessions also where it was done while no service ran.
 * The first list of logins is recorded without an alarm. `host` names the machine: each instance tells what it found.
 */
export function buildInsiderWatch(
  deps: ActDeps,
  { host, alsoLookAt }: { readonly host: string; readonly alsoLookAt: readonly LookAtRows[] },
): () => Promise<void> {
  let toldOf: ReadonlySet<string> = new Set();
  let known: readonly string[] | undefined;
  let mark: LookMark | undefined;
  const lookAtVersions = buildVersionWatch(deps.pool);
  const recordDigests = buildDigestRecord(deps);
  /** What could not be recorded stays to be, in order. */
  const toRecord: Finding[] = [];

  return async () => {
    const { strangers, logins } = await loadDatabaseUsers(deps.pool);
    const fresh = strangers.filter((one) => !toldOf.has(JSON.stringify(one)));
    toldOf = new Set(strangers.map((one) => JSON.stringify(one)));
    if (fresh.length > 0) toRecord.push(sessionsOf(fresh, host));
    const before = known ?? (await loadKnownLogins(deps.pool));
    if (before === undefined || before.join() !== logins.join())
      toRecord.push(changeOfLogins(before, logins, host));
    known = logins;
    const look = await lookForRowsWithoutEntry(deps.pool, mark ?? (await loadRecordedMark(deps.pool)));
    mark = look.mark;
    if (look.found.length > 0) {
      const times = look.found.reduce((sum, { rows }) => sum + rows, 0);
      toRecord.push(changesWithoutEntry({ tables: look.found, host }, times));
    }
    const { differing: versions, digests } = await lookAtVersions();
    const differing: DifferingRows[] = [...versions];
    for (const lookAtRows of alsoLookAt) differing.push(...(await lookAtRows()));
    if (differing.length > 0) {
      toRecord.push(changesWithoutEntry({ differing: differing.map(told), host }, differing.length));
    }
    for (let next = toRecord[0]; next !== undefined; next = toRecord[0]) {
      await recordFinding(deps, next);
      toRecord.shift();
    }
    await recordDigests(digests, look.mark);
  };
}

function changesWithoutEntry(details: NonNullable<Finding['details']>, times: number): Finding {
  const alarm = { type: 'alarm', kind: 'rows-without-entry', active: true, times } as const;
  return { kind: 'rows-without-entry', details, alarms: [alarm] };
}

/** What of a log is other than it was at a seq. */
function told({ table, siteId: log, seq, rows }: DifferingRows) {
  return { table, log, asOf: seq, ...(rows !== undefined && { rows }) };
}

function sessionsOf(
  sessions: readonly { readonly login: string; readonly application: string }[],
  host: string,
): Finding {
  return {
    kind: 'database-entered',
    details: { sessions: sessions.map(({ login, application }) => ({ login, application })), host },
    alarms: [{ type: 'alarm', kind: 'database-access', active: true, times: sessions.length }],
  };
}

function changeOfLogins(
  before: readonly string[] | undefined,
  logins: readonly string[],
  host: string,
): Finding {
  const came = before === undefined ? [] : logins.filter((login) => !before.includes(login));
  const gone = before === undefined ? [] : before.filter((login) => !logins.includes(login));
  return {
    kind: 'database-logins',
    details: { logins, came, gone, host },
    alarms:
      came.length === 0 ? [] : [{ type: 'alarm', kind: 'database-access', active: true, times: came.length }],
  };
}

/** Those the record told of last; undefined where it never did. */
async function loadKnownLogins(pool: Pool): Promise<readonly string[] | undefined> {
  const { rows } = await pool.query<{ text: string }>({
    name: 'load-known-logins',
    text: `
      select text from entries where site_id = $1 and kind = 'database-logins' order by seq desc limit 1`,
    values: [ministryLogId],
  });
  const [last] = rows;
  if (last === undefined) return undefined;
  const { logins } = parseEntry(last.text).details ?? {};
  return Array.isArray(logins) ? logins.map(String) : undefined;
}
