import { describe, expect, it } from 'vitest';
import {
  type Inspection,
  judgeInspection,
  judgeMeasure,
  type MeasureDraft,
} from '../../../src/registers/measures/judge-measure.ts';

const today = '2026-04-06';
const judge = (over: Partial<MeasureDraft> = {}, isThere = true) =>
  judgeMeasure(
    {
      zone: 'office',
      row: 't1r44',
      what: '床下に埋設した',
      evidence: '工事完成図 3',
      takenOn: today,
      ...over,
    },
    { isThere, today },
  ).map(({ at }) => at);
const inspect = (over: Partial<Inspection> = {}) =>
  judgeInspection({ on: today, found: '異常なし', ...over }, { takenOn: '2026-04-01', today }).map(
    ({ at }) => at,
  );

describe('a measure', () => {
  it('may be of today, in a zone of the plan', () => {
    expect(judge()).toEqual([]);
    expect(judge({ takenOn: '2026-04-07' })).toEqual(['/takenOn']);
    expect(judge({}, false)).toEqual(['/zone']);
  });

  it('says against which hazard it is where it is of 9a, and nowhere else', () => {
    expect(judge({ row: '9a' })).toEqual(['/hazard']);
    expect(judge({ row: '9a', hazard: 'water' })).toEqual([]);
    expect(judge({ hazard: 'water' })).toEqual(['/hazard']);
  });

  it('says who cuts which power where it is of 9b, and nowhere else', () => {
    const cut = { power: '分電盤 2', by: '当直' };
    expect(judge({ row: '9b' })).toEqual(['/cut']);
    expect(judge({ row: '9b', cut })).toEqual([]);
    expect(judge({ cut })).toEqual(['/cut']);
  });

  it('is to be inspected after it was taken', () => {
    expect(judge({ nextInspectionOn: today })).toEqual(['/nextInspectionOn']);
    expect(judge({ nextInspectionOn: '2027-04-06' })).toEqual([]);
  });
});

describe('an inspection', () => {
  it('is of a day between the measure and today', () => {
    expect(inspect()).toEqual([]);
    expect(inspect({ on: '2026-04-01' })).toEqual([]);
    expect(inspect({ on: '2026-03-31' })).toEqual(['/on']);
    expect(inspect({ on: '2026-04-07' })).toEqual(['/on']);
  });

  it('is followed by a later one', () => {
    expect(inspect({ nextInspectionOn: today })).toEqual(['/nextInspectionOn']);
    expect(inspect({ nextInspectionOn: '2026-10-06' })).toEqual([]);
  });
});
