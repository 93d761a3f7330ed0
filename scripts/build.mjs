// Bundles our own sources for Node 20, which cannot run TypeScript; packages stay outside the bundle. `build.mjs <source> <bundle>`
// bundles another program than the service.
import { build } from 'esbuild';

const [source = 'src/main.ts', bundle = 'dist/sekisho.js'] = process.argv.slice(2);

await build({
  entryPoints: [source],
  outfile: bundle,
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
