import type { ActDeps } from '../../log/writing/perform-act.ts';

/** How many rows of a table go by one statement. */
const atOnce = 5_000;

/** Removes what is over by itself: receipts, tickets, keys of requests. How long each stays stands in the function of the database. */
export async function forgetPassing({ pool, clock }: Pick<ActDeps, 'pool' | 'clock'>): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rows } = await pool.query<{ gone: number }>({
      name: 'forget-passing',
      text: `select forget_passing($1, $2)::int as gone`,
      values: [clock.now(), atOnce],
    });
    const some = rows[0]?.gone ?? 0;
    gone += some;
    if (some === 0) return gone;
  }
}
