import { describe, expect, it } from 'vitest';
import type { Circumstances } from '../../../src/zones/regulation/circumstances.ts';
import type { ClauseTimes, DeterminationClause } from '../../../src/zones/regulation/determination-clause.ts';
import { judgeClauses } from '../../../src/zones/regulation/judge-clauses.ts';
import { judgeDetermination } from '../../../src/zones/regulation/judge-determination.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { isDuring } from '../../../src/zones/rules/is-during.ts';
import { aRuledZone, theLayers, unified } from '../../support/a-ruled-zone.ts';
import { determinedBy } from '../../support/any-clauses.ts';

/**
 * What real bodies decided, in words of this service: the questions are those of 別表1・2, the classes are our reading of
 * their buildings (behind a gate 1, office 2, server room 3).
 */

const names = { purposes: new Set(['press', 'business', 'ceremony']), schedules: new Set<string>() };
const tokyo = { site: { timeZone: 'Asia/Tokyo' }, calendar: [], schedules: [] };

/** Determines a row of a class, and answers it for a case at an hour of a Friday. */
function office(row: RowId, zoneClass: 1 | 2 | 3, clauses: readonly DeterminationClause[]) {
  const determination = determinedBy(unified.rows[row], clauses, { zoneClass });
  const layers = theLayers({ determinations: [determination] });
  return {
    faults: [
      ...judgeDetermination(unified, determination),
      ...judgeClauses(unified.rows[row], clauses, names).map(({ code }) => code),
    ],
    ask(known: Circumstances, hour?: string) {
      const at = new Date(`2026-04-10T${hour ?? '12:00'}:00+09:00`);
      const clock =
        hour === undefined ? {} : { isDuring: (times: ClauseTimes) => isDuring(times, tokyo, at) };
      return resolveRequirement(row, aRuledZone({ class: zoneClass }), at, { ...known, ...clock }, layers);
    },
  };
}

describe('北広島市 records in its server room those whom the head has not named, and watches everybody (行24)', () => {
  const { faults, ask } = office('t1r24', 3, [
    { value: 'not-required', part: 'record', conditions: ['named'], words: '室の長が指名した者' },
    { value: 'required', words: '指名されていない者の入退室を記録し、通行を監視する' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('asks no record of whom the head named', () => {
    const answer = ask({ part: 'record', conditions: ['named'] });
    expect(answer).toMatchObject({ value: 'not-required', dependsOn: [] });
    expect(answer.chain.at(-1)).toMatchObject({ words: '室の長が指名した者', matched: { position: 1 } });
  });

  it('asks the record of everybody else, and of all that they are watched', () => {
    expect(ask({ part: 'record', conditions: [] }).value).toBe('required');
    expect(ask({ part: 'monitor', conditions: ['named'] }).value).toBe('required');
  });

  it('asks it of whom nobody has looked up, and says that it would matter', () => {
    expect(ask({ part: 'record' })).toMatchObject({ value: 'required', dependsOn: ['conditions'] });
  });
});

describe('厚木市 records in its offices outsiders alone (行24)', () => {
  const { faults, ask } = office('t1r24', 2, [
    { value: 'not-required', part: 'record', persons: ['staff'] },
    { value: 'required' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('asks the record of a visitor and a courier, not of staff', () => {
    const record = (person: 'staff' | 'visitor' | 'courier') => ask({ part: 'record', person }).value;
    expect([record('staff'), record('visitor'), record('courier')]).toEqual([
      'not-required',
      'required',
      'required',
    ]);
  });
});

describe('経済産業省 looks into the bags of those who come without an appointment (別表2 行7)', () => {
  const { faults, ask } = office('t2r7', 1, [
    { value: 'not-required', conditions: ['appointment'], words: '訪問の約束を受付が確かめた者' },
    { value: 'required', words: '約束のない者の荷物を検査する' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('checks whoever has none, and whoever has not been asked yet', () => {
    expect(ask({ conditions: ['appointment'] }).value).toBe('not-required');
    expect(ask({ conditions: [] }).value).toBe('required');
    expect(ask({})).toMatchObject({ value: 'required', dependsOn: ['conditions'] });
  });
});

describe('東京家庭裁判所 checks all but those with a badge, and after five everybody (別表2 行7)', () => {
  const { faults, ask } = office('t2r7', 1, [
    {
      value: 'required',
      times: {
        hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
        onHolidays: 'as-usual',
        onYearEnd: 'as-usual',
      },
      words: '17時以後は荷物を預かる',
    },
    { value: 'not-required', conditions: ['badge'], words: '記章を着けた者' },
    { value: 'required', words: '金属探知機を通る' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('spares those with a badge until five', () => {
    const withBadge = (hour: string) => ask({ conditions: ['badge'] }, hour).value;
    expect(['08:29', '08:30', '16:59', '17:00', '23:00'].map(withBadge)).toEqual([
      'required',
      'not-required',
      'not-required',
      'required',
      'required',
    ]);
  });

  it('says after five that the bag is kept', () => {
    expect(ask({ conditions: ['badge'] }, '17:00').chain.at(-1)?.words).toBe('17時以後は荷物を預かる');
  });

  it('without the hour checks those with a badge too, and says that the hour would matter', () => {
    expect(ask({ conditions: ['badge'] })).toMatchObject({ value: 'required', dependsOn: ['times'] });
  });
});

describe('愛知県総合教育センター lets staff use a device of their own if its head permits it (別表2 行9)', () => {
  const { faults, ask } = office('t2r9', 3, [
    {
      value: 'permission',
      conditions: ['antivirus', 'supported-os', 'no-p2p'],
      decider: 'section-officer',
      words: '対策ソフトを入れ、保守の続くOSを使い、ファイル共有ソフトのない機器',
    },
    { value: 'forbidden' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('lets the head decide where all conditions are met, and nobody where one is missing', () => {
    const met = ask({ conditions: ['antivirus', 'supported-os', 'no-p2p'] });
    expect(met).toMatchObject({ value: 'permission' });
    expect(met.chain.at(-1)?.matched).toMatchObject({ decider: 'section-officer' });
    expect(ask({ conditions: ['antivirus', 'no-p2p'] }).value).toBe('forbidden');
  });
});

describe('浜田市 lets the press film in its halls, others by permission (別表2 行15)', () => {
  const { faults, ask } = office('t2r15', 1, [
    { value: 'not-required', purposes: ['press'] },
    { value: 'permission', decider: 'zone-officer' },
  ]);

  it('may be adopted as it is', () => expect(faults).toEqual([]));

  it('asks whoever comes for something else, or has not said for what', () => {
    expect(ask({ purpose: 'press' }).value).toBe('not-required');
    expect(ask({ purpose: 'ceremony' }).value).toBe('permission');
    expect(ask({})).toMatchObject({ value: 'permission', dependsOn: ['purposes'] });
  });
});

describe('邑楽町 wants ceremonies notified and approves them, and permits business (別表2 行15)', () => {
  it('cannot call a notification what somebody approves', () => {
    const { faults } = office('t2r15', 1, [
      { value: 'notification', purposes: ['ceremony'], decider: 'section-officer' },
      { value: 'permission', decider: 'zone-officer' },
    ]);
    expect(faults).toEqual(['notification-with-decider']);
  });

  it('has two permissions, by different officers', () => {
    const { faults, ask } = office('t2r15', 1, [
      { value: 'permission', purposes: ['ceremony'], decider: 'section-officer' },
      { value: 'permission', decider: 'zone-officer' },
    ]);
    expect(faults).toEqual([]);
    const decider = (purpose: string) => ask({ purpose }).chain.at(-1)?.matched?.decider;
    expect([decider('ceremony'), decider('business')]).toEqual(['section-officer', 'zone-officer']);
    expect(ask({})).toMatchObject({ value: 'permission', dependsOn: ['purposes'] });
  });
});

describe('井手町 lets two or more into its server room, and nobody alone (行21)', () => {
  it('is one value with a number, which the doors keep by the plan', () => {
    const { faults, ask } = office('t1r21', 3, [{ value: 'required', number: { atLeast: 2 } }]);
    expect(faults).toEqual([]);
    expect(ask({})).toMatchObject({ value: 'required', dependsOn: [] });
    expect(ask({}).chain.at(-1)?.matched).toMatchObject({ number: { atLeast: 2 } });
  });
});
