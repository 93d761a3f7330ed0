import type { Database } from '../db/pool.ts';
import type { Action } from './authorization.ts';

/** Asks whether a person is in office and may do something at a site by now; `undefined` for the whole ministry. */
export type MayStill = (
  db: Database,
  personId: string,
  action: Action,
  siteId: string | undefined,
  now: Date,
) => Promise<boolean>;
