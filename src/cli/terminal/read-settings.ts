import { type Config, type MigrationConfig, readConfig, readMigrationConfig } from '../../config.ts';
import { type ConfigFault, describeFaults } from '../../environment.ts';
import type { Result } from '../../kernel/result.ts';
import { Obstacle, type Terminal } from './terminal.ts';

/** The settings of the environment; every fault is named at once, values of secrets never. */
export function readSettings({ env, readText }: Terminal): Config {
  return expectRead(readConfig(env, readText));
}

/** The settings of the environment that a migration needs. */
export function readMigrationSettings({ env, readText }: Terminal): MigrationConfig {
  return expectRead(readMigrationConfig(env, readText));
}

function expectRead<Value>(read: Result<Value, readonly ConfigFault[]>): Value {
  if (read.ok) return read.value;
  const faults = describeFaults(read.refusal);
  throw new Obstacle({
    ja: `設定（環境変数）に誤りがあるため始められません。\n${faults}`,
    en: `cannot start, the settings are wrong:\n${faults}`,
  });
}
