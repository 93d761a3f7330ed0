import type { Client } from 'pg';
import { startBeside } from './beside/start-beside.ts';
import { median, rounded } from './figures.ts';
import { p99, readUntil } from './read-until.ts';

/** A service over a site whose log is filled, its gateways, and whoever looks at it. */
export type BackFillLoad = {
  readonly client: Client;
  readonly url: string;
  /** Of the gateways. */
  readonly tokens: readonly string[];
  readonly guard: string;
  readonly siteId: string;
  readonly epoch: string;
  /** Behind which entry consoles go on, and how many there are from there to `upTo`. */
  readonly after: number;
  readonly upTo: number;
  readonly rounds: number;
};

export type BackFillFigures = {
  readonly sqlMs: number;
  readonly aloneMs: number;
  /** To reach: at most 2. */
  readonly toSql: number;
  readonly togetherMs: number;
  readonly idleP50Ms: number;
  readonly besideP50Ms: number;
  readonly idleP99Ms: number;
  readonly besideP99Ms: number;
  /** To reach: at most 1.5. */
  readonly p99ToIdle: number;
};

const consolesTogether = 20;
const idleMs = 4_000;
/** As many as the service reads at once. */
const pageRows = 500;

/**
 * What a console that was away is told: the same entries read by hand in pages, by one console alone, and by twenty that return together while cards are
 * read at eight doors; beside it those reads with nothing else going on.
 */
export async function measureBackFill(load: BackFillLoad): Promise<BackFillFigures> {
  const { url, tokens, guard, siteId, epoch, after, upTo, rounds } = load;
  const samples = { sql: [] as number[], alone: [] as number[], together: [] as number[] };
  const reads = { idle: [] as (readonly number[])[], beside: [] as (readonly number[])[] };
  const guards = await startBeside();
  const theReturnOf = (consoles: number) =>
    guards.prepare({ is: 'return', url, token: guard, siteId, epoch, after, upTo, consoles });
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const sql = await timed(() => readByHand(load));
      await theReturnOf(1);
      const alone = await guards.begin();
      const idle = await readUntil(url, tokens, new Promise((resolve) => setTimeout(resolve, idleMs)));
      await theReturnOf(consolesTogether);
      const together = guards.begin();
      const beside = await readUntil(url, tokens, together);
      if (round === 0) continue;
      samples.sql.push(sql);
      samples.alone.push(alone);
      samples.together.push(await together);
      reads.idle.push(idle);
      reads.beside.push(beside);
    }
  } finally {
    await guards.stop();
  }
  const [sqlMs, aloneMs] = [median(samples.sql), median(samples.alone)];
  const of = (figure: (some: readonly number[]) => number, all: readonly (readonly number[])[]) =>
    median(all.map(figure));
  const [idleP99, besideP99] = [of(p99, reads.idle), of(p99, reads.beside)];
  return {
    sqlMs: rounded(sqlMs),
    aloneMs: rounded(aloneMs),
    toSql: rounded(aloneMs / sqlMs),
    togetherMs: rounded(median(samples.together)),
    idleP50Ms: rounded(of(median, reads.idle)),
    besideP50Ms: rounded(of(median, reads.beside)),
    idleP99Ms: rounded(idleP99),
    besideP99Ms: rounded(besideP99),
    p99ToIdle: rounded(besideP99 / idleP99),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The best that SQL does: a page after the other, each entry read as JSON. */
async function readByHand({ client, siteId, after, upTo }: BackFillLoad): Promise<void> {
  for (let reached = after; reached < upTo; ) {
    const { rows } = await client.query<{ seq: number; text: string }>({
      name: 'back-fill-by-hand',
      text: `select seq, text from entries where site_id = $1 and seq > $2 order by seq limit ${pageRows}`,
      values: [siteId, reached],
    });
    for (const { text } of rows) JSON.parse(text);
    reached = Number(rows.at(-1)?.seq ?? upTo);
  }
}
