// Bundles our own sources for Node 20, which cannot run TypeScript; packages stay outside the bundle. `build.mjs <source> <bundle>`
// bundles another program than the service. What browsers are given is bundled with all it needs: nothing comes from elsewhere.
import { build } from 'esbuild';

const [source, bundle] = process.argv.slice(2);
/** The service, and what derives keys of passwords in a process beside it. */
const ofService = {
  entryPoints: { sekisho: 'src/main.ts', 'derive-in-child': 'src/sign-in/passwords/derive-in-child.ts' },
  outdir: 'dist',
};

await build({
  ...(source === undefined ? ofService : { entryPoints: [source], outfile: bundle }),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  legalComments: 'none',
  banner: { js: '#!/usr/bin/env node' },
  logLevel: 'warning',
});

if (source === undefined) {
  await build({
    entryPoints: {
      page: 'pages/sign-in/main.ts',
      style: 'pages/sign-in/page.css',
      index: 'pages/sign-in/index.html',
    },
    outdir: 'dist/pages',
    loader: { '.html': 'copy' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    legalComments: 'inline',
    logLevel: 'warning',
  });
}
