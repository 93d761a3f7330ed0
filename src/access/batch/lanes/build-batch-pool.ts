import { buildPool, type Pool } from '../../../db/pool.ts';
import { programLevel } from '../../../db/program-level.ts';

/** Batches of different sites run beside each other; of one site one at a time. */
export const batchConnections = 4;

export type BatchPoolSettings = {
  /** The level of the program whose connections these are. */
  readonly program?: number;
  /** The role of the service where its house gives the batches no login of their own. */
  readonly role?: 'sekisho_batch' | 'sekisho_app';
};

/** Connections of the batcher: statements travel together, and their plans are made once, whatever the tables held then. */
export function buildBatchPool(
  url: string,
  onIdleError: (error: Error) => void,
  { program = programLevel, role = 'sekisho_batch' }: BatchPoolSettings = {},
): Pool {
  return buildPool({
    url,
    size: batchConnections,
    name: 'sekisho batch',
    role,
    program,
    settings: {
      // Every statement goes by key: planning each anew cost more than running it.
      plan_cache_mode: 'force_generic_plan',
      // A plan is made while tables are still empty, and would scan them until they are analysed.
      enable_seqscan: 'off',
      // A plain scan of an index leaves out next time what it found to be gone; waits and deadlines come and go a hundred times a minute.
      enable_bitmapscan: 'off',
    },
    onIdleError,
  });
}
