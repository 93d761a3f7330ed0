import { describe, expect, it } from 'vitest';
import { openingApplication } from '../../../src/permits/openings/opening-application.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { installingApplication } from '../../../src/registers/installing/installing-application.ts';
import type { InstallingTerms } from '../../../src/registers/installing/installing-terms.ts';
import {
  judgeDemands,
  judgeInstallingTerms,
} from '../../../src/registers/installing/judge-installing-terms.ts';
import { rowsOfLink } from '../../../src/registers/installing/rows-of-link.ts';
import type { RuledZone } from '../../../src/zones/regulation/layers.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const asked = { from: aMoment, until: new Date(aMoment.getTime() + 86_400_000), purpose: '増設' };

/** What the rows say of what is applied for in a zone of a class. */
function rule(terms: InstallingTerms, zoneClass: number, over: Partial<RuledZone> = {}) {
  const drafted = installingApplication({ ...asked, zones: ['office'], terms }).draftFor(new Map());
  if (!drafted.ok) throw new Error(JSON.stringify(drafted.refusal));
  const zones = [aRuledZone({ class: zoneClass, ...over })];
  const question = { asked: drafted.value.asked, zones, circumstances: drafted.value.applied, unit: null };
  return tellRule(question, aMoment, theLayers());
}

describe('applying to install something', () => {
  it('falls under the row of what is installed, and waits where nobody determined it', () => {
    expect(rule({ installed: 'server', what: '例' }, 2)).toMatchObject({
      track: 'undetermined',
      lines: [{ row: 't2r26', zone: 'office' }],
    });
    expect(rule({ installed: 'network-device', what: '例' }, 3).track).toBe('free');
    expect(rule({ installed: 'terminal', what: '例' }, 0).track).toBe('exception');
  });

  it('falls under rows 24 and 26 for its own sake, where the zone holds no 要保護情報 yet', () => {
    const empty = { holdsProtectedSystems: false };
    const told = (terms: Omit<InstallingTerms, 'what'>) => rule({ what: '例', ...terms }, 0, empty).track;
    expect(told({ installed: 'server' })).toBe('exception');
    expect(told({ installed: 'terminal' })).toBe('exception');
    expect(told({ installed: 'terminal', withoutProtected: true })).toBe('free');
    const places = (installed: InstallingTerms['installed']) =>
      judgeInstallingTerms({ installed, what: '例', apartFromOwnLan: true, withoutProtected: true }).map(
        ({ at }) => at,
      );
    expect(places('direct-internet')).toEqual(['/terms/withoutProtected']);
  });

  it('is opened by an exception before anything there handles 要保護情報', () => {
    const zones = [aRuledZone({ class: 0, holdsProtectedSystems: false })];
    const request = { kind: 'exception', rows: ['t2r26', 't1r12'], persons: [], reason: '例' } as const;
    const drafted = openingApplication({
      ...{ ...request, ...asked, zones: ['office'], terms: { urgent: true } },
    }).draftFor(new Map());
    if (!drafted.ok) throw new Error(JSON.stringify(drafted.refusal));
    const { asked: rows, applied: circumstances } = drafted.value;
    const question = { asked: rows, zones, circumstances, unit: null, opens: 'exception' } as const;
    expect(tellRule(question, aMoment, theLayers()).lines.map(({ row, track }) => [row, track])).toEqual([
      ['t2r26', 'exception'],
      ['t1r12', 'free'],
    ]);
  });

  it('is outside row 24 of a mobile terminal that was approved', () => {
    const mobileApproval = '承認書 第3号';
    expect(rule({ installed: 'terminal', what: '例', mobileApproval }, 0)).toMatchObject({
      track: 'free',
      lines: [],
    });
    const faults = judgeInstallingTerms({ installed: 'server', what: '例', mobileApproval });
    expect(faults.map(({ at }) => at)).toEqual(['/terms/mobileApproval']);
  });

  it('of a direct use of the Internet rests on its being apart from the LAN of the ministry', () => {
    const places = (terms: InstallingTerms) => judgeInstallingTerms(terms).map(({ at }) => at);
    expect(places({ installed: 'direct-internet', what: '例' })).toEqual(['/terms/apartFromOwnLan']);
    expect(places({ installed: 'direct-internet', what: '例', apartFromOwnLan: true })).toEqual([]);
    expect(places({ installed: 'server', what: '例', apartFromOwnLan: true })).toEqual([
      '/terms/apartFromOwnLan',
    ]);
  });
});

describe('applying to link two zones', () => {
  const zones = [aRuledZone({ class: 2 }), aRuledZone({ id: 'street', class: 0 })];
  const classes = new Map(zones.map((zone) => [zone.id, zone]));
  const link = (determinations: Parameters<typeof theLayers>[0] = {}) =>
    tellRule(
      {
        asked: rowsOfLink('lan', ['office', 'street'], classes),
        ...{ zones, circumstances: { person: 'staff' }, unit: null },
      },
      aMoment,
      theLayers(determinations),
    );

  it('asks each zone under the row of the other, and 準じる takes the review of the risk', () => {
    const { track, lines, needs } = link();
    expect(track).toBe('permission');
    expect(lines.map(({ zone, row }) => [zone, row])).toEqual([
      ['office', 't2r28'],
      ['street', 't2r30'],
    ]);
    expect(needs).toEqual([{ zone: null, unit: null, anyOf: ['security-officer'] }]);
    expect(judgeDemands(lines, {}).map(({ at }) => at)).toEqual(['/terms/riskReview']);
    expect(judgeDemands(lines, { riskReview: 'リスク検討書 第4号' })).toEqual([]);
  });

  it('takes a zone that the plan does not have for one outside', () => {
    expect(rowsOfLink('wireless-lan', ['office', 'attic'], classes)).toEqual([
      { row: 't2r32', inZone: 'office' },
      { row: 't2r34', inZone: 'attic' },
    ]);
  });

  it('demands nothing besides where a determination answers', () => {
    const determinations = [aDetermination({ row: 't2r29', zoneClass: 2, value: 'permission' })];
    const pair = [aRuledZone({ class: 2 }), aRuledZone({ id: 'hall', class: 1 })];
    const of = new Map(pair.map((zone) => [zone.id, zone]));
    const [line] = tellRule(
      {
        asked: rowsOfLink('lan', ['office', 'hall'], of),
        ...{ zones: pair, circumstances: { person: 'staff' }, unit: null },
      },
      aMoment,
      theLayers({ determinations }),
    ).lines;
    expect(line).toMatchObject({ row: 't2r29', zone: 'office', track: 'permission' });
    expect(line).not.toHaveProperty('demands');
  });
});
