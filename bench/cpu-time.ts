import { readFile } from 'node:fs/promises';
import type pg from 'pg';

/** Milliseconds of processor that a service took, and the database for it. */
export type CpuTime = { readonly service: number; readonly database: number };

/** What the kernel counts in (`USER_HZ`), in milliseconds. */
const tickMs = 10;

/** Processor time that a service took so far, and the sessions of its database but the one that asks. */
export async function cpuTimeOf(service: number, client: pg.Client): Promise<CpuTime> {
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  const sessions = await Promise.all(rows.map(({ pid }) => cpuTimeOfProcess(pid)));
  return { service: await cpuTimeOfProcess(service), database: sessions.reduce((sum, one) => sum + one, 0) };
}

/** Fields 14 and 15 of `/proc/<pid>/stat`; the name before them may hold anything but ends with the last bracket. */
async function cpuTimeOfProcess(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * tickMs;
}
