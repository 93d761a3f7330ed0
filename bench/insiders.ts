import { buildStateWatch } from '../src/access/as-replayed/build-state-watch.ts';
import { stateComparisons } from '../src/access/as-replayed/state-comparisons.ts';
import { ok } from '../src/kernel/result.ts';
import type { Effect } from '../src/log/entry/effects.ts';
import { buildInsiderWatch } from '../src/log/insiders/build-insider-watch.ts';
import { watchedVersions } from '../src/log/insiders/watched-versions.ts';
import { type ActDeps, performAct } from '../src/log/writing/perform-act.ts';
import { buildTokenWatch } from '../src/operators/tokens/build-token-watch.ts';
import { fromTerminal } from '../test/support/from-terminal.ts';
import { median, rounded } from './figures.ts';

/** What a minute's look for insiders costs in an office that is full, against reading the same rows and doing nothing with them. */
export async function measureInsiders(
  deps: ActDeps,
  siteId: string,
  { staff, times }: { readonly staff: readonly string[]; readonly times: number },
): Promise<Readonly<Record<string, number>>> {
  await comeIn(deps, siteId, staff);
  const look = buildInsiderWatch(deps, {
    host: 'bench',
    alsoLookAt: [buildStateWatch(deps.pool), buildTokenWatch(deps.pool)],
  });
  const firstMs = await timed(look);
  const looks: number[] = [];
  const reads: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    looks.push(await timed(look));
    reads.push(await timed(() => readAll(deps)));
  }
  return {
    rows: await readAll(deps),
    firstMs: rounded(firstMs),
    lookMs: rounded(median(looks)),
    readMs: rounded(median(reads)),
    toBareRead: rounded(median(looks) / median(reads)),
  };
}

/** Has the staff in the rooms, as an entry says it. */
async function comeIn(deps: ActDeps, siteId: string, staff: readonly string[]): Promise<void> {
  const effects = staff.map(
    (person, nth): Effect => ({
      type: 'presence',
      person,
      zone: `room-${1 + (nth % 10)}`,
      certainty: 'confirmed',
    }),
  );
  await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    tx.record(siteId, { kind: 'presence-corrected', effects });
    return ok(undefined);
  });
}

const tables = new Set([
  ...Object.keys(watchedVersions),
  ...Object.values(stateComparisons).map(({ table }) => table),
  'api_tokens',
]);

/** Reads what a look compares, and answers how many rows that are. */
async function readAll({ pool }: ActDeps): Promise<number> {
  let read = 0;
  for (const table of tables) read += (await pool.query(`select * from ${table}`)).rows.length;
  return read;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
