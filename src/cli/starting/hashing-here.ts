import {
  buildPasswordHashing,
  type PasswordHashing,
} from '../../sign-in/passwords/build-password-hashing.ts';
import { deriveKey } from '../../sign-in/passwords/derive-key.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { Obstacle, type Terminal } from '../terminal/terminal.ts';
import { findSecrets } from './find-secrets.ts';
import { hashingOf } from './hashing-of.ts';

/** What hashes passwords for a command, in its own process: as the service of these settings does, so that it lets in whoever has them. */
export async function hashingHere(terminal: Terminal): Promise<PasswordHashing> {
  const settings = readSettings(terminal);
  const { hashing } = hashingOf(settings, (await findSecrets(settings)).peppers, deriveKey);
  if (hashing !== undefined) return buildPasswordHashing(hashing);
  throw new Obstacle({
    ja: 'パスワードを作れません。サービスと同じ PEPPER_FILE を指定してください。',
    en: 'no password can be made: name the PEPPER_FILE that the service has.',
  });
}
