import type { Holds } from '../deciding/judge-consent.ts';
import { judgeConsent } from '../deciding/judge-consent.ts';
import type { PermitTask, PermitTaskName } from './judge-permit-tasks.ts';

/** Whether a task is somebody's: theirs by name or by a role. Nobody is asked to judge what they applied for or what is for them (I8). */
export function judgeWhoseTask(
  { is, persons, roles }: PermitTask,
  { id, parties, holds }: { readonly id: string; readonly parties: readonly string[]; readonly holds: Holds },
): boolean {
  if (persons.includes(id)) return true;
  if (notByParties.includes(is) && parties.includes(id)) return false;
  return judgeConsent(roles, [], holds).added.length > 0;
}

/** What nobody does whom it is about (I8). */
const notByParties: readonly PermitTaskName[] = ['decide', 'look', 'unreviewed'];
