import { join } from 'node:path';
import type { Config } from '../../src/config.ts';

/** The settings of a service on this machine alone, with an embedded database in that folder unless another is named. */
export function aConfig(dataDir: string, over: Partial<Config> = {}): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    dataDir,
    highWaterFile: join(dataDir, 'high-water.json'),
    database: { kind: 'embedded' },
    tls: undefined,
    behindTlsProxy: false,
    publicOrigin: undefined,
    provider: undefined,
    trustedProxies: [],
    logLevel: 'silent',
    policy: 'unified-h24-draft',
    poolSize: 4,
    peppers: undefined,
    seedKeys: undefined,
    passwordIterations: 210_000,
    bulkReadRows: 1_000,
    ...over,
  };
}
