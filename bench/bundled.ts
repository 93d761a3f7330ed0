import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Where programs were bundled to. */
export type Bundles = { readonly folder: string; readonly remove: () => Promise<void> };

/** Bundles programs of a checkout as the service itself is: packages outside, below it, where their files are found; for this run alone. */
export async function bundled(
  entryPoints: Readonly<Record<string, string>>,
  checkout = '.',
): Promise<Bundles> {
  const dist = resolve(checkout, 'dist');
  await mkdir(dist, { recursive: true });
  const folder = await mkdtemp(join(dist, 'bench-'));
  await build({
    absWorkingDir: resolve(checkout),
    entryPoints: { ...entryPoints },
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
