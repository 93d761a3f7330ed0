import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/** Milliseconds of processor that a service took, and the sessions of its database. */
export type CpuTime = { readonly service: number; readonly database: number };

/** What the kernel counts in (`USER_HZ`), in milliseconds. */
const tickMs = 10;

/** Tells how much processor time a service took so far, and the sessions of its database but the one that asks, ended ones too. */
export function buildCpuTime(service: number, client: pg.Client): () => Promise<CpuTime> {
  const sessions = new Map<number, number>();
  return async () => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    for (const { pid } of rows) {
      const taken = await timeOfProcess(pid).catch(() => undefined);
      if (taken !== undefined) sessions.set(pid, taken);
    }
    return {
      service: await timeOfProcess(service),
      database: [...sessions.values()].reduce((sum, taken) => sum + taken, 0),
    };
  };
}

/** Fields 14 and 15 of `/proc/<pid>/stat`; the name before them may hold anything but ends with the last bracket. */
async function timeOfProcess(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * tickMs;
}
