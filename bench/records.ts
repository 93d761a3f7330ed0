import { readFile, writeFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { rounded } from './figures.ts';

/** A service over a site whose record is filled, and who may read it. */
export type RecordLoad = {
  readonly client: Client;
  readonly url: string;
  /** Of the service, whose memory is looked at. */
  readonly pid: number;
  readonly token: string;
  readonly siteId: string;
  /** From the first instant on; by `days` so many stays lie before the second. */
  readonly from: Date;
  readonly untilOf: ReadonlyMap<number, Date>;
  /** In which forms. */
  readonly formats: readonly string[];
};

const mebibyte = 2 ** 20;

type Taken = {
  readonly rows: number;
  readonly peakMb: number;
  readonly seconds: number;
  readonly longestMs: number;
};

/**
 * Streams 入退室記録簿 in each form, of few rows and of many: how far memory rises above where the service began, and how much farther for many
 * than for few, and than for half as many; the longest transaction that was seen meanwhile, and rows a second.
 */
export async function measureRecords(
  load: RecordLoad,
  report: (figures: { readonly name: string } & Record<string, unknown>) => void,
): Promise<void> {
  const { formats, untilOf } = load;
  const sizes = [...untilOf.keys()];
  const idle = await memoryOf(load.pid, 'VmRSS');
  for (const format of formats) {
    // What the service takes once and keeps, as the font, is no part of a record.
    await take(load, format, sizes[0] ?? 0, idle);
    const taken: Taken[] = [];
    for (const size of sizes) taken.push(await take(load, format, size, idle));
    const [few, half, many] = [taken[0], taken.at(-2), taken.at(-1)];
    const ratio = (one: Taken | undefined, other: Taken | undefined) =>
      rounded((one?.peakMb ?? Number.NaN) / Math.max(other?.peakMb ?? Number.NaN, 1));
    report({
      name: 'records',
      format,
      ...Object.fromEntries(
        taken.flatMap(({ rows, peakMb, seconds, longestMs }) => [
          [`peakMb${rows}`, rounded(peakMb)],
          [`rowsASecond${rows}`, Math.round(rows / seconds)],
          [`longestTransactionMs${rows}`, Math.round(longestMs)],
        ]),
      ),
      manyToFew: ratio(many, few),
      manyToHalf: ratio(many, half),
    });
  }
}

async function take(
  { client, url, pid, token, siteId, from, untilOf }: RecordLoad,
  format: string,
  rows: number,
  idle: number,
): Promise<Taken> {
  const query = new URLSearchParams({
    from: from.toISOString(),
    until: (untilOf.get(rows) ?? from).toISOString(),
    format,
  });
  // The highest it was is counted from here on (proc(5)).
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  let longestMs = 0;
  let isDone = false;
  const watch = (async () => {
    while (!isDone) {
      longestMs = Math.max(longestMs, await oldestTransaction(client));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const started = performance.now();
  const answer = await fetch(`${url}/api/v1/sites/${siteId}/records/passages?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (answer.status !== 200 || answer.body === null) throw new Error(await answer.text());
  for await (const _ of answer.body);
  const seconds = (performance.now() - started) / 1000;
  isDone = true;
  await watch;
  return { rows, peakMb: ((await memoryOf(pid, 'VmHWM')) - idle) / mebibyte, seconds, longestMs };
}

async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
}

/** How long the oldest transaction of the service is open, in milliseconds. */
async function oldestTransaction(client: Client): Promise<number> {
  const { rows } = await client.query(
    `select coalesce(max(extract(epoch from clock_timestamp() - xact_start)) * 1000, 0)::float8 as ms
      from pg_stat_activity where application_name = 'bench' and xact_start is not null`,
  );
  return rows[0].ms;
}
