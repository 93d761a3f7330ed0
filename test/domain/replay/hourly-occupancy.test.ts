import { describe, expect, it } from 'vitest';
import { findBuilding } from '../../../src/replay/building.ts';
import { hourlyOccupancy } from '../../../src/replay/hourly-occupancy.ts';
import { traceMoves } from '../../../src/replay/trace-moves.ts';
import { badgeFile } from '../../support/badge-file.ts';

function occupancyOf(...lines: readonly string[]) {
  const occupancy = hourlyOccupancy(findBuilding(traceMoves(badgeFile(lines).reads)).passages);
  return Object.fromEntries(
    occupancy.map(({ zone, hours }) => [
      zone,
      Object.fromEntries(hours.map((mean, hour) => [hour, mean] as const).filter(([, mean]) => mean > 0)),
    ]),
  );
}

describe('occupancy by hour', () => {
  it('spreads each stay over the hours it touches, until the next read of the day', () => {
    expect(occupancyOf('2026-04-06 08:30:00 aoki001 1 Hall', '2026-04-06 10:15:00 aoki001 2 Office')).toEqual(
      { '1, Hall': { 8: 0.5, 9: 1, 10: 0.25 } },
    );
  });

  it('is the mean of the working days, weekends left out', () => {
    expect(
      occupancyOf(
        '2026-04-06 08:00:00 aoki001 1 Hall',
        '2026-04-06 09:00:00 aoki001 2 Office',
        '2026-04-07 08:00:00 baba001 2 Office',
        '2026-04-11 08:00:00 aoki001 1 Hall',
        '2026-04-11 09:00:00 aoki001 2 Office',
      ),
    ).toEqual({ '1, Hall': { 8: 0.5 } });
  });
});
