import { type EraseDeps, eraseDue } from './erase-due.ts';
import { forgetPassing } from './forget-passing.ts';

/** What the service does by itself every hour: what is over by itself goes, and what has come to its date is erased. */
export async function keepRetention(deps: EraseDeps): Promise<void> {
  await forgetPassing(deps);
  await eraseDue(deps);
}
