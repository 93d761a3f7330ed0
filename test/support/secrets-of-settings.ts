import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './built-program.ts';

/** Shorter texts stand in many places by chance. */
const shortest = 12;

/** What a program knows by its settings, or keeps beside its data, that nobody may read in what it says (AT-102). */
export function secretsOfSettings(settings: Settings): readonly string[] {
  const { DATA_DIR: folder, TLS_CERT_FILE: _, HIGH_WATER_FILE: __, ...given } = settings;
  const made = folder === undefined ? [] : [join(folder, 'pepper'), join(folder, 'seed-key')];
  const named = Object.entries(given).flatMap(([name, value]) => (name.endsWith('_FILE') ? value : []));
  const lines = [...made, ...named].flatMap((file) =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [],
  );
  const passwords = [...lines, ...Object.values(given)].flatMap(passwordsIn);
  const keys = lines.filter((line) => !line.startsWith('-----')).map((line) => line.replace(/^\d+:/, ''));
  return [...passwords, ...keys].filter((secret) => secret.length >= shortest);
}

/** The password of an address, as it stands there and as it is. */
function passwordsIn(address: string): readonly string[] {
  const [, password] = /^postgres(?:ql)?:\/\/[^:/@]*:([^@]+)@/.exec(address) ?? [];
  return password === undefined ? [] : [password, decodeURIComponent(password)];
}
