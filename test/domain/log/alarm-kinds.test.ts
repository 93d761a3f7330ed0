import { describe, expect, it } from 'vitest';
import {
  acknowledgedWithinMinutes,
  alarmKinds,
  instructionFor,
  isToldOver,
} from '../../../src/log/entry/alarm-kinds.ts';

describe('an alarm', () => {
  it('tells the guard in one short sentence what to do', () => {
    for (const { instruction } of Object.values(alarmKinds)) {
      expect(instruction).toMatch(/^[^。]{10,60}ください。$/);
    }
  });

  it('is to be acknowledged sooner the more it presses, and the least urgent whenever', () => {
    const within = (kind: keyof typeof alarmKinds) => acknowledgedWithinMinutes(kind);
    expect([within('fire'), within('door-forced'), within('door-held')]).toEqual([3, 10, 60]);
    expect(within('default-partition-used')).toBeNull();
  });

  it('whose end an act may tell is over with its resolution, too', () => {
    const ends = Object.values(alarmKinds).map(({ overBy }) => overBy);
    expect(new Set(ends)).toEqual(new Set(['event', 'resolution', 'act-or-resolution']));
    expect(alarmKinds.fire.overBy).toBe('act-or-resolution');
    expect([isToldOver('fire'), isToldOver('duress'), isToldOver('door-forced')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('of a kind that is none tells nothing, whatever it is called', () => {
    expect(instructionFor('toString', null)).toBeUndefined();
  });
});
