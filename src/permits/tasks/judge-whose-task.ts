import type { Holds } from '../deciding/judge-consent.ts';
import { judgeConsent } from '../deciding/judge-consent.ts';
import type { PermitTask, PermitTaskName } from './judge-permit-tasks.ts';

/** Who looks at a task of a permit. */
type Viewer = {
  readonly id: string;
  readonly parties: readonly string[];
  readonly holds: Holds;
  /** The same of the roles they stand in for (代決・専決), of permits of this kind. */
  readonly standsIn: Holds;
};

/** Whether a task is somebody's: theirs by name or by a role. Nobody is asked to judge what they applied for or what is for them (I8). */
export function judgeWhoseTask(
  { is, persons, roles }: PermitTask,
  { id, parties, holds, standsIn }: Viewer,
): boolean {
  if (persons.includes(id)) return true;
  if (notByParties.includes(is) && parties.includes(id)) return false;
  const others = roles.filter(({ by }) => by !== id);
  if (judgeConsent(others, [], holds).added.length > 0) return true;
  return byDeputies.includes(is) && judgeConsent(roles, [], standsIn).added.length > 0;
}

/** What is decided in the stead of an officer too. */
const byDeputies: readonly PermitTaskName[] = ['decide', 'unreviewed'];

/** What nobody does whom it is about (I8). */
const notByParties: readonly PermitTaskName[] = ['decide', 'decide-anew', 'look', 'unreviewed'];
