import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export const endpoints = ['no-persistence', 'insert-per-request', 'ours'] as const;
export type Variant = 'hello' | (typeof endpoints)[number];

export type RunningVariants = {
  readonly urls: ReadonlyMap<Variant, string>;
  readonly stop: () => Promise<void>;
};

/** Starts what is compared, each in a process of its own, idle until driven. */
export async function startVariants(databaseUrl: string, siteId: string): Promise<RunningVariants> {
  const children: ChildProcess[] = [];
  const urls = new Map<Variant, string>();
  for (const variant of ['hello', ...endpoints] as const) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bench/servers.ts'], {
      env: { ...process.env, VARIANT: variant, BENCH_URL: databaseUrl, SITE: siteId, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      urls.set(variant, line);
      break;
    }
  }
  return {
    urls,
    async stop() {
      for (const child of children) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
    },
  };
}
