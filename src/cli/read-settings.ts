import { type Config, readConfig } from '../config.ts';
import { describeFaults } from '../environment.ts';
import { Obstacle, type Terminal } from './terminal.ts';

/** The settings of the environment; every fault is named at once, values of secrets never. */
export function readSettings({ env, readText }: Terminal): Config {
  const read = readConfig(env, readText);
  if (read.ok) return read.value;
  const faults = describeFaults(read.refusal);
  throw new Obstacle({
    ja: `設定（環境変数）に誤りがあるため始められません。\n${faults}`,
    en: `cannot start, the settings are wrong:\n${faults}`,
  });
}
