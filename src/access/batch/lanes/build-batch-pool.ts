import { buildPool, type Pool } from '../../../db/pool.ts';

/** Batches of different sites run beside each other; of one site one at a time. */
const connections = 4;

/**
 * Connections of the batcher: statements travel together, and a frozen instance loses the head after 2 s, because
 * PostgreSQL ends its idle transaction; whoever waits for the head gives up as soon and tries again.
 */
export function buildBatchPool(url: string, onIdleError: (error: Error) => void): Pool {
  return buildPool({
    url,
    size: connections,
    name: 'sekisho batch',
    settings: {
      lock_timeout: '2s',
      statement_timeout: '5s',
      idle_in_transaction_session_timeout: '2s',
      // Every statement goes by key: planning each anew cost more than running it.
      plan_cache_mode: 'force_generic_plan',
      // A plan is made while tables are still empty, and would scan them until they are analysed.
      enable_seqscan: 'off',
      tcp_keepalives_idle: '5',
      tcp_keepalives_interval: '2',
      tcp_keepalives_count: '3',
    },
    // Longer than the server's own limits: only where it answers nothing at all.
    patienceMs: 6_000,
    onIdleError,
  });
}
