import type { IsRead } from './read-directions.ts';
import type { Door, DoorDirection } from './site-plan.ts';

/** Whether a way down a class is an emergency exit: out only, and not read. It may set off a bell; nobody leaves by it on an ordinary evening. */
export function isEmergencyExit(
  { id, directions }: Pick<Door, 'id' | 'directions'>,
  { to }: Pick<DoorDirection, 'to'>,
  isRead: IsRead,
): boolean {
  return directions.length === 1 && !isRead(id, to);
}
