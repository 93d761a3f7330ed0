import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import type { SaidHours } from './visit-draft.ts';

/** The hours of a visit, whole: from midnight on, and until visitors have to be out, where somebody says nothing else. */
export function hoursSaid(
  { startsAt = '00:00', endsAt }: SaidHours,
  { visitorsUntil }: Pick<VisitorSettings, 'visitorsUntil'>,
) {
  return { startsAt, endsAt: endsAt ?? visitorsUntil };
}
