import { sql } from 'drizzle-orm';
import { check } from 'drizzle-orm/pg-core';

/** The database knows the states of a lifecycle and no others. */
export function stateCheck(name: string, lifecycle: object) {
  const states = Object.keys(lifecycle).map((state) => `'${state}'`);
  return check(name, sql.raw(`state in (${states.join(', ')})`));
}
