import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { type DecidingRow, decidingRows } from '../../../src/access/decide/facts/deciding-rows.ts';
import type { PassageFacts } from '../../../src/access/decide/facts/passage-facts.ts';
import { buildDutyTable } from '../../../src/access/rules/zone-duties.ts';
import type { DeterminationClause } from '../../../src/zones/regulation/determination-clause.ts';
import { personKinds } from '../../../src/zones/regulation/person-kinds.ts';
import { isDuring, type SiteHours } from '../../../src/zones/rules/is-during.ts';
import { oracle } from '../../oracle/decide-passage.ts';
import { deriveInEveryCase } from '../../oracle/derive-in-every-case.ts';
import { aControl, aDetermination, aRuledZone, theLayers, unified } from '../../support/a-ruled-zone.ts';
import {
  anyClauses,
  anyHour,
  anySiteHours,
  type ConditionalFacts,
  determinedBy,
} from '../../support/any-clauses.ts';
import { anyFacts } from '../../support/any-facts.ts';

const tokyo: SiteHours = { site: { timeZone: 'Asia/Tokyo' }, calendar: [], schedules: [] };

/** The table of one office of class 2. */
function tableOf(clauses: Partial<Record<DecidingRow, readonly DeterminationClause[]>>, site = tokyo) {
  const determinations = Object.entries(clauses).map(([row, list]) => {
    const found = decidingRows.find((one) => one === row);
    if (found === undefined) throw new Error(row);
    return determinedBy(unified.rows[found], list, { id: row, zoneClass: 2 });
  });
  const layers = theLayers({ determinations });
  const zones = new Map([['office', aRuledZone()]]);
  return { layers, table: buildDutyTable(zones, layers, (times, at) => isDuring(times, site, at)) };
}

const anyDecidingClauses = fc
  .uniqueArray(fc.constantFrom('t1r19', 't1r20', 't1r21', 't1r34', 't1r35', 't1r47', 't1r49', 't2r17'), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((rows) =>
    fc
      .tuple(...rows.map((row) => anyClauses(unified.rows[row])))
      .map(
        (lists): Partial<Record<DecidingRow, readonly DeterminationClause[]>> =>
          Object.fromEntries(rows.map((row, index) => [row, lists[index]])),
      ),
  );

const anyReader = fc.option(fc.constantFrom(...personKinds), { nil: undefined });
const noon = new Date('2026-04-10T12:00:00+09:00');

describe('the duties of a zone', () => {
  it.each(['t1r26', 't1r27', 't1r30', 't1r31'] as const)(
    'let nothing stand in (※3) for the check of %s that a control of the zone demands, for as long as it does',
    (row) => {
      const control = aControl({ row, until: '2026-04-11T00:00:00+09:00' });
      const zones = new Map([['office', aRuledZone({ controls: [control] })]]);
      const table = buildDutyTable(zones, theLayers({}), (times, at) => isDuring(times, tokyo, at));
      const isReplaceable = (at: Date) => table('office', at, 'card-lent')[row].replaceable;
      expect([isReplaceable(noon), isReplaceable(new Date('2026-04-11T12:00:00+09:00'))]).toEqual([
        false,
        true,
      ]);
    },
  );

  it('are those of the naive derivation, for whoever reads and at any hour, asked in any order', () => {
    fc.assert(
      fc.property(
        anyDecidingClauses,
        anySiteHours,
        fc.array(fc.tuple(anyHour, anyReader), { minLength: 1, maxLength: 6 }),
        (clauses, site, reads) => {
          const { layers, table } = tableOf(clauses, site);
          for (const [at, person] of reads) {
            const duties = table('office', at, person);
            for (const row of decidingRows) {
              const facts: ConditionalFacts = {
                row,
                zone: aRuledZone(),
                at,
                layers,
                site,
                known: { person, clock: true },
              };
              const { values, undetermined } = deriveInEveryCase(facts);
              expect(duties[row]).toMatchObject({ required: values.includes('required'), undetermined });
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are towards an unknown person at least what they are towards any', () => {
    fc.assert(
      fc.property(anyDecidingClauses, anyHour, fc.constantFrom(...personKinds), (clauses, at, person) => {
        const { table } = tableOf(clauses);
        const [known, unknown] = [table('office', at, person), table('office', at, undefined)];
        for (const row of decidingRows) {
          if (known[row].required) expect(unknown[row].required).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('decide a passage as the second evaluator decides it by duties it derived itself', () => {
    fc.assert(
      fc.property(anyFacts, anyDecidingClauses, anySiteHours, anyHour, (any, clauses, site, at) => {
        const { layers, table } = tableOf(clauses, site);
        const person = any.person?.kind;
        const duties = table('office', at, person);
        const known = { person, clock: true };
        const derived = decidingRows.map((row) => {
          const answer = deriveInEveryCase({ row, zone: aRuledZone(), at, layers, site, known });
          const { values, undetermined } = answer;
          return [row, { ...duties[row], required: values.includes('required'), undetermined }] as const;
        });
        const own = { ...duties, ...Object.fromEntries(derived) };
        const facts = (of: typeof duties): PassageFacts => ({
          ...any,
          from: { ...any.from, duties: of },
          to: { ...any.to, duties: of },
        });
        const { verdict, reasons } = decidePassage(facts(duties));
        const written = reasons.map(({ code, row }) => (row === undefined ? code : `${code}@${row}`)).sort();
        expect({ verdict, reasons: written }).toMatchObject({
          verdict: oracle(facts(own)).verdict,
          reasons: oracle(facts(own)).reasons,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('are one look-up where no clause asks who reads or at what hour', () => {
    const { table } = tableOf({
      t1r19: [{ value: 'required' }],
      t1r35: [{ value: 'not-required', purposes: ['press'] }, { value: 'required' }],
    });
    const once = table('office', noon, 'staff');
    expect(table('office', new Date('2026-04-11T23:00:00+09:00'), undefined)).toBe(once);
    expect(table('office', noon, 'visitor')).toBe(once);
  });

  it('are computed once for each kind and set of running hours where one does', () => {
    const { table } = tableOf({
      t1r20: [
        {
          value: 'required',
          times: {
            hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
            onHolidays: 'as-usual',
            onYearEnd: 'as-usual',
          },
        },
        { value: 'not-required', persons: ['staff'] },
        { value: 'required' },
      ],
    });
    const at = (time: string) => new Date(`2026-04-10T${time}+09:00`);
    const required = (time: string, person: 'staff' | 'visitor' | undefined) =>
      table('office', at(time), person).t1r20.required;
    expect(['08:29', '08:30', '16:59', '17:00'].map((time) => required(time, 'staff'))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect([required('12:00', 'visitor'), required('12:00', undefined)]).toEqual([true, true]);
    expect(table('office', at('09:00'), 'staff')).toBe(table('office', at('16:00'), 'staff'));
  });

  it('change when the determination does, clauses or not', () => {
    const until = new Date('2026-04-10T15:00:00+09:00');
    const layers = theLayers({
      determinations: [
        determinedBy(
          unified.rows.t1r20,
          [{ value: 'required', persons: ['visitor'] }, { value: 'not-required' }],
          { id: 'one', zoneClass: 2, until },
        ),
        aDetermination({ id: 'two', row: 't1r20', zoneClass: 2, value: 'required', from: until }),
      ],
    });
    const table = buildDutyTable(new Map([['office', aRuledZone()]]), layers, () => undefined);
    expect(table('office', noon, 'staff').t1r20.required).toBe(false);
    expect(table('office', until, 'staff').t1r20.required).toBe(true);
    expect(table('office', noon, 'staff').t1r20.required).toBe(false);
  });
});
