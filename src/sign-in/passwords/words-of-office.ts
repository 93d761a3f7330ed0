import type { Database } from '../../db/pool.ts';
import { listOrganisations } from '../../zones/sites/list-organisations.ts';

/** Words that everybody here knows, so that little more than them is no password: the office's, the program's, the login id. */
export async function wordsOfOffice(db: Database, loginId: string): Promise<readonly string[]> {
  const organisations = await listOrganisations(db);
  return [loginId, 'sekisho', '関所', 'password', 'パスワード', ...organisations.map(({ name }) => name)];
}
