import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundled } from './bundled.ts';

const variants = ['hello', 'no-persistence', 'insert-per-request', 'ours'] as const;
export type Variant = (typeof variants)[number];

export type RunningVariants = {
  readonly urls: ReadonlyMap<Variant, string>;
  readonly pids: ReadonlyMap<Variant, number>;
  readonly stop: () => Promise<void>;
};

/** Starts what is compared, each in a process of its own, idle until driven. */
export async function startVariants(
  databaseUrl: string,
  siteId: string,
  // That of `npm start`: what a batch keeps for its clients is not copied about.
  youngMb = 64,
): Promise<RunningVariants> {
  const children: ChildProcess[] = [];
  const urls = new Map<Variant, string>();
  const pids = new Map<Variant, number>();
  const { folder, remove } = await bundled({
    servers: 'bench/servers.ts',
    'derive-in-child': 'src/sign-in/passwords/derive-in-child.ts',
  });
  const program = join(folder, 'servers.js');
  for (const variant of variants) {
    const child = spawn(process.execPath, [`--max-semi-space-size=${youngMb}`, program], {
      env: { ...process.env, VARIANT: variant, BENCH_URL: databaseUrl, SITE: siteId, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    pids.set(variant, child.pid ?? 0);
    for await (const line of createInterface({ input: child.stdout })) {
      urls.set(variant, line);
      break;
    }
    if (!urls.has(variant)) throw new Error(`the variant ${variant} did not start`);
  }
  return {
    urls,
    pids,
    async stop() {
      for (const child of children) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await remove();
    },
  };
}
