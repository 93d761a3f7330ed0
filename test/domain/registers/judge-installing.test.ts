import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type InstallingFacts,
  judgeInstalling,
  judgeLinking,
} from '../../../src/registers/installing/judge-installing.ts';
import type { Medium } from '../../../src/registers/installing/linked-row.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { RowId } from '../../../src/zones/regulation/row-ids.ts';
import { deriveLinking } from '../../oracle/derive-linking.ts';
import { aDetermination, aMoment, aRuledZone, meti, theLayers, unified } from '../../support/a-ruled-zone.ts';
import { anyDetermination, anyOpening, anyOrganisation, anyZoneClass } from '../../support/any-layers.ts';

type Want = { readonly track: string; readonly conditions: readonly string[] };
type Cases = {
  readonly installing: readonly (Want &
    Partial<InstallingFacts> &
    Pick<InstallingFacts, 'installed'> & {
      readonly row: string;
      readonly clause: string;
      readonly class: number | null;
    })[];
  readonly linking: readonly (Want & {
    readonly medium: Medium;
    readonly classes: readonly [number | null, number | null];
  })[];
};

const read = (name: string) => JSON.parse(readFileSync(`test/cases/installing/${name}.json`, 'utf8'));
const cases: Cases = read('unified-h24-draft');
/** What the edition of METI says otherwise. */
const ofMeti: Pick<Cases, 'installing'> = read('meti-2019');

/** Nothing is said of it. */
const plain = { approvedMobile: false, withoutProtected: false, onOwnLan: false };

const rowsOfLinks = ['t2r28', 't2r29', 't2r30', 't2r31', 't2r32', 't2r33', 't2r34', 't2r35'] as const;

describe('what is added in a zone', () => {
  it.each(cases.installing)('$installed in class $class is $track ($row, $clause)', (one) => {
    const { row, clause, class: zoneClass, track, conditions, ...facts } = one;
    const zone = aRuledZone({ class: zoneClass });
    const told = judgeInstalling({ ...plain, ...facts }, zone, aMoment, theLayers());
    expect(told).toMatchObject({
      ...{ track, conditions },
      lines: [{ zone: 'office', requirement: { row, clause } }],
    });
  });

  it.each(ofMeti.installing)('$installed in class $class is $track by METI ($row, $clause)', (one) => {
    const { row, clause, class: zoneClass, track, conditions, ...facts } = one;
    const zone = aRuledZone({ class: zoneClass });
    const layers = theLayers({ policy: meti });
    const told = judgeInstalling({ ...plain, ...facts }, zone, aMoment, layers);
    expect(told).toMatchObject({
      ...{ track, conditions },
      lines: [{ zone: 'office', requirement: { row, clause } }],
    });
  });

  it('is let stand as the ministry determined, and the chain says so', () => {
    const determined = aDetermination({ row: 't2r24', zoneClass: 2, value: 'notification' });
    const facts = { ...plain, installed: 'terminal' } as const;
    const told = judgeInstalling(facts, aRuledZone(), aMoment, theLayers({ determinations: [determined] }));
    expect(told.track).toBe('notification');
    expect(told.lines[0]?.requirement.chain.at(-1)?.source).toBe('determination');
  });

  it('is no matter of rows 24 and 26 where nothing handles 要保護情報, but row 25 binds every network device', () => {
    const zone = aRuledZone({ class: 0, holdsProtectedSystems: false });
    const track = (installed: InstallingFacts['installed']) =>
      judgeInstalling({ ...plain, installed, withoutProtected: true }, zone, aMoment, theLayers()).track;
    expect([track('terminal'), track('server'), track('network-device')]).toEqual([
      'free',
      'free',
      'exception',
    ]);
  });

  it('is the first thing of its zone to handle 要保護情報, unless it is said to handle none', () => {
    const layers = theLayers({ surveys: [{ zone: 'office', on: '2026-04-01' }] });
    const plans = [aRuledZone({ class: 0 }), aRuledZone({ class: 0, holdsProtectedSystems: false })];
    const rows = { terminal: 't2r24', server: 't2r26' } as const;
    for (const zone of plans) {
      for (const [installed, row] of Object.entries(rows) as [keyof typeof rows, RowId][]) {
        const told = judgeInstalling({ ...plain, installed }, zone, aMoment, layers);
        expect(told.track).toBe('exception');
        expect(told.lines[0]?.requirement).toMatchObject({ row, value: 'forbidden', inScope: true });
      }
    }
  });

  it('is bound in a zone that holds 要保護情報, whatever it handles itself', () => {
    const zone = aRuledZone({ class: 0 });
    const facts = { ...plain, installed: 'server', withoutProtected: true } as const;
    expect(judgeInstalling(facts, zone, aMoment, theLayers()).track).toBe('exception');
  });
});

describe('a link of two zones', () => {
  it('is told for every pair of classes', () => {
    const pairs = cases.linking.map(({ medium, classes }) => `${medium} ${classes.join()}`);
    expect(new Set(pairs).size).toBe(2 * 5 * 5);
  });

  it.each(cases.linking)('$medium between classes $classes is $track', ({ medium, classes, ...want }) => {
    const [one, other] = classes;
    const zones = [aRuledZone({ class: one }), aRuledZone({ id: 'other', class: other })] as const;
    const told = judgeLinking(medium, zones, aMoment, theLayers());
    expect(told).toMatchObject(want);
    expect(told.lines.map(({ zone }) => zone)).toEqual(['office', 'other']);
  });

  it('asks each zone about the class of the other, and keeps the harder answer', () => {
    const zones = [aRuledZone({ class: 1 }), aRuledZone({ id: 'other', class: 3 })] as const;
    const ofOther = aDetermination({ row: 't2r29', zoneClass: 3, value: 'allowed' });
    const ofOne = aDetermination({ row: 't2r31', zoneClass: 1, value: 'notification' });
    const linked = (determinations: readonly Determination[]) =>
      judgeLinking('lan', zones, aMoment, theLayers({ determinations }));
    expect(linked([]).lines.map(({ zone, requirement }) => [zone, requirement.row])).toEqual([
      ['office', 't2r31'],
      ['other', 't2r29'],
    ]);
    expect(linked([ofOther]).track).toBe('undetermined');
    expect(linked([ofOne]).track).toBe('undetermined');
    expect(linked([ofOther, ofOne]).track).toBe('notification');
  });

  it('is what the naive derivation says, whatever was determined or opened', () => {
    const anyRowOfLinks = fc.constantFrom(...rowsOfLinks);
    fc.assert(
      fc.property(
        fc.constantFrom<Medium[]>('lan', 'wireless-lan'),
        fc.record({ one: anyZoneClass, other: anyZoneClass, organisation: anyOrganisation }),
        fc.array(anyRowOfLinks.chain(anyDetermination), { maxLength: 6 }),
        fc.array(anyRowOfLinks.chain(anyOpening), { maxLength: 3 }),
        (medium, { one, other, organisation }, determinations, openings) => {
          const layers = theLayers({ policy: unified, determinations, openings });
          const zones = [
            aRuledZone({ class: one, organisation }),
            aRuledZone({ id: 'elsewhere', class: other }),
          ] as const;
          expect(judgeLinking(medium, zones, aMoment, layers).track).toBe(
            deriveLinking(medium, zones, aMoment, layers),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
