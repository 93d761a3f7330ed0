import { padToWidth, textWidth } from '../kernel/text-width.ts';
import type { HourlyOccupancy } from './hourly-occupancy.ts';

/** Zones down, hours across; hours in which nobody was anywhere are left out. Below a half it says `·`, nobody at all is blank. */
export function occupancyTable(occupancy: readonly HourlyOccupancy[]): readonly string[] {
  const used = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    occupancy.some(({ hours }) => (hours[hour] ?? 0) > 0),
  );
  const width = Math.max(4, ...occupancy.map(({ zone }) => textWidth(zone)));
  const row = (name: string, cells: readonly string[]) =>
    `${padToWidth(name, width)} ${cells.map((cell) => cell.padStart(4)).join('')}`.trimEnd();
  return [
    row(
      '',
      used.map((hour) => String(hour).padStart(2, '0')),
    ),
    ...occupancy.map(({ zone, hours }) =>
      row(
        zone,
        used.map((hour) => cellOf(hours[hour] ?? 0)),
      ),
    ),
  ];
}

function cellOf(mean: number): string {
  if (mean === 0) return '';
  return mean < 0.5 ? '·' : String(Math.round(mean));
}
