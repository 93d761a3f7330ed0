import { describe, expect, it } from 'vitest';
import { alarmKinds, instructionFor } from '../../../src/log/alarm-kinds.ts';

describe('an alarm', () => {
  it('tells the guard in one short sentence what to do', () => {
    for (const { instruction } of Object.values(alarmKinds)) {
      expect(instruction).toMatch(/^[^。]{10,60}ください。$/);
    }
  });

  it('of a kind that is none tells nothing, whatever it is called', () => {
    expect(instructionFor('toString')).toBeUndefined();
  });
});
