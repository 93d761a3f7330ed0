import { describe, expect, it } from 'vitest';
import { inspectionResultNames } from '../../../src/desk/inspections/inspection-results.ts';
import { judgeInspection } from '../../../src/desk/inspections/judge-inspection.ts';

const kept = new Set(['thing']);

describe('an inspection', () => {
  it.each(inspectionResultNames)('that came to %s names what was kept, and then alone', (result) => {
    const faults = (things: readonly string[]) =>
      judgeInspection({ result, things }, kept).map(({ at }) => at);
    expect(faults([])).toEqual(result === 'kept' ? ['/things'] : []);
    expect(faults(['thing'])).toEqual(result === 'kept' ? [] : ['/things']);
  });

  it('names what lies at the desk for that person now', () => {
    expect(judgeInspection({ result: 'kept', things: ['thing', 'gone'] }, kept)).toEqual([
      { at: '/things/1', message: 'この人の預り品として預かっていません' },
    ]);
  });
});
