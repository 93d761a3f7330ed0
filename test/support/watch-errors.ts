import type { PoolClient } from 'pg';
import type { Pool } from '../../src/db/pool.ts';

/** SQLSTATEs that PostgreSQL has answered to a pool since this was called, each as often as it was answered, also where nobody told anybody. */
export function watchErrors(pool: Pool): readonly string[] {
  const answered: string[] = [];
  const watched = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    if (watched.has(client)) return;
    watched.add(client);
    // The driver's own line to the server: a statement’s error is told here, whoever asked for it.
    Object(client).connection.on('errorMessage', ({ code }: { readonly code: string }) =>
      answered.push(code),
    );
  });
  return answered;
}
