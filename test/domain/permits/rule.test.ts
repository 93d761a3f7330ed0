import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeConsent } from '../../../src/permits/deciding/judge-consent.ts';
import { answeringFor } from '../../../src/permits/rule/answering-for.ts';
import { approversByRow, type PermitRowId } from '../../../src/permits/rule/approvers.ts';
import type { Consent } from '../../../src/permits/rule/consent.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { strictestTrack, type Track, tracks } from '../../../src/permits/rule/track-of.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import {
  aDetermination,
  aMoment,
  anOpening,
  aRuledZone,
  theLayers,
  unified,
} from '../../support/a-ruled-zone.ts';

/** What somebody determined for photography by staff in zones of class 2, and what then becomes of an application. */
const answers: readonly [Determination['value'], Track, number][] = [
  ['not-required', 'free', 0],
  ['notification', 'notification', 0],
  ['permission', 'permission', 1],
  ['forbidden', 'exception', 0],
];

const asked = [{ row: 't2r14', part: 'image' }] as const;
const question = { asked, zones: [aRuledZone()], circumstances: { person: 'staff' }, unit: null } as const;

const determined = (value: Determination['value'], over: Partial<Determination> = {}) =>
  theLayers({ determinations: [aDetermination({ row: 't2r14', zoneClass: 2, value, ...over })] });

describe('the rule of an application', () => {
  it('may name who decides of every measure that is applied for, and of no other', () => {
    const rows = Object.values(unified.rows);
    const named = rows.filter(({ appliedFor }) => appliedFor).map(({ id }) => id);
    const measures = Object.keys(approversByRow).filter((id) =>
      rows.some((row) => row.id === id && row.kind === 'measure'),
    );
    expect(named.toSorted()).toEqual(measures.toSorted());
  });

  it.each(answers)('%s leaves the track %s', (value, track, needs) => {
    const rule = tellRule(question, aMoment, determined(value));
    expect(rule.track).toBe(track);
    expect(rule.needs).toHaveLength(needs);
  });

  it('waits for a determination that is missing, and says who would decide then', () => {
    const rule = tellRule(question, aMoment, theLayers());
    expect(rule).toMatchObject({
      track: 'undetermined',
      needs: [{ zone: 'office', unit: null, anyOf: ['zone-officer'] }],
      lines: [{ row: 't2r14', class: 2, undetermined: true, determined: null }],
    });
  });

  it('names who determined it, since when, and the chain', () => {
    const [line] = tellRule(question, aMoment, determined('permission')).lines;
    expect(line).toMatchObject({
      value: 'permission',
      clause: '2.3.1.1(7)(b)',
      determined: { by: 'ciso', from: '2025-12-31T15:00:00.000Z' },
    });
    expect(line?.chain.map(({ layer }) => layer)).toEqual(['regulation', 'determination']);
  });

  it('leaves the approver that the clause names, whomever a determination names', () => {
    const clauses = [{ value: 'permission', decider: 'section-officer' }] as const;
    const [need] = tellRule(question, aMoment, determined('permission', { clauses })).needs;
    expect(need?.anyOf).toEqual(['zone-officer']);
  });

  it('asks for a consent that no row names beside what the row asks, and is decided before', () => {
    const free = determined('not-required');
    const besides = [['system-officer']] as const;
    const rule = tellRule({ ...question, asked: [{ ...asked[0], besides }] }, aMoment, free);
    expect(rule).toMatchObject({
      track: 'permission',
      needs: [{ zone: null, unit: null, anyOf: ['system-officer'] }],
      lines: [{ value: 'not-required', track: 'permission' }],
    });
    const shut = determined('forbidden');
    expect(tellRule({ ...question, asked: [{ ...asked[0], besides }] }, aMoment, shut).track).toBe(
      'exception',
    );
  });

  it('asks the officer of each zone once, however many rows ask there', () => {
    const parts = [...asked, { row: 't2r14', part: 'sound' }] as const;
    const zones = [aRuledZone(), aRuledZone({ id: 'archive' })];
    const { needs } = tellRule({ ...question, asked: parts, zones }, aMoment, determined('permission'));
    expect(needs.map(({ zone }) => zone)).toEqual(['office', 'archive']);
  });

  it('is as strict as the strictest of what it asks', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tracks), { minLength: 1 }), (asks) => {
        const track = strictestTrack(asks);
        expect(asks).toContain(track);
        expect(asks.every((one) => tracks.indexOf(one) <= tracks.indexOf(track))).toBe(true);
      }),
    );
  });
});

/** What becomes of processing outside by the grade of the information, whoever asks and whatever the zones of the plan are. */
const outsideAnswers = [
  ['t2r20', 'notification', 'notification', 0],
  ['t2r21', 'permission', 'permission', 1],
  ['t2r22', 'permission', 'permission', 1],
] as const;

describe('the rule of what is done outside', () => {
  const outside = (row: PermitRowId, unit: string | null = 'somu') =>
    tellRule({ asked: [{ row, outside: true }], zones: [], circumstances: {}, unit }, aMoment, theLayers());

  it.each(outsideAnswers)('%s asks %s', (row, value, track, needs) => {
    const rule = outside(row);
    expect(rule).toMatchObject({ track, lines: [{ row, zone: null, class: 0, value, track }] });
    expect(rule.needs).toEqual(
      Array.from({ length: needs }, () => ({
        zone: null,
        unit: 'somu',
        anyOf: ['system-officer', 'section-officer'],
      })),
    );
  });

  it.each(['t2r20', 't2r21', 't2r22'] as const)('%s asks nothing within, of any class', (row) => {
    const zones = ([1, 2, 3] as const).map((zoneClass) => aRuledZone({ class: zoneClass }));
    const { track } = tellRule(
      { asked: [{ row }], zones, circumstances: {}, unit: 'somu' },
      aMoment,
      theLayers(),
    );
    expect(track).toBe('free');
  });

  it.each(['t2r20', 't2r21', 't2r22'] as const)(
    '%s is answered for by the officers its clause names',
    (row) => {
      expect(answeringFor(outside(row), 'somu')).toEqual([
        { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] },
      ]);
    },
  );

  it('is opened by nothing that opens a zone', () => {
    const openings = ['office', 'outside'].map((zone) =>
      anOpening({ zone, row: 't2r22', kind: 'exception' }),
    );
    const asked = [{ row: 't2r22', outside: true }] as const;
    const { track } = tellRule(
      { asked, zones: [aRuledZone()], circumstances: {}, unit: null },
      aMoment,
      theLayers({ openings }),
    );
    expect(track).toBe('permission');
  });

  it('is weighed beside what the zones are asked', () => {
    const both = [
      { row: 't2r14', part: 'image' },
      { row: 't2r22', outside: true },
    ] as const;
    const { lines } = tellRule({ ...question, asked: both }, aMoment, determined('not-required'));
    expect(lines.map(({ row, zone }) => [row, zone])).toEqual([
      ['t2r14', 'office'],
      ['t2r22', null],
    ]);
  });
});

describe('a consent', () => {
  const needs = [
    { zone: 'office', unit: null, anyOf: ['zone-officer'] },
    { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] },
  ] as const;
  const holding =
    (...held: readonly (readonly [string, string?])[]) =>
    (role: string, { scope }: { readonly scope?: string }) =>
      held.some(([one, of]) => one === role && of === scope);

  it('covers what the roles of whoever gives it answer for, and leaves the rest', () => {
    const { added, missing } = judgeConsent(needs, [], holding(['zone-officer', 'office']));
    expect(added).toMatchObject([{ zone: 'office', as: 'zone-officer' }]);
    expect(missing).toEqual([needs[1]]);
  });

  it('is given once', () => {
    const given: Consent[] = [{ ...needs[0], by: 'one', as: 'zone-officer', at: '2026-04-10T00:00:00Z' }];
    const { added, missing } = judgeConsent(needs, given, holding(['zone-officer', 'office']));
    expect(added).toEqual([]);
    expect(missing).toEqual([needs[1]]);
  });

  it('of any of several roles suffices', () => {
    expect(judgeConsent([needs[1]], [], holding(['section-officer', 'somu'])).missing).toEqual([]);
    expect(judgeConsent([needs[1]], [], holding(['system-officer'])).missing).toEqual([]);
    expect(judgeConsent([needs[1]], [], holding(['section-officer', 'kaikei'])).missing).toHaveLength(1);
  });
});
