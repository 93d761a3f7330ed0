import { describe, expect, it } from 'vitest';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Addition } from '../../../src/registers/additions/addition.ts';
import { judgeAddition } from '../../../src/registers/additions/judge-addition.ts';
import { judgeStandingAddition } from '../../../src/registers/additions/judge-standing-addition.ts';
import { rowsOfLink } from '../../../src/registers/installing/rows-of-link.ts';
import type { RuledZone } from '../../../src/zones/regulation/layers.ts';
import { aDetermination, aMoment, aRuledZone, meti, theLayers } from '../../support/a-ruled-zone.ts';

const applied = { person: 'staff' } as const;
const later = new Date(aMoment.getTime() + 86_400_000);
const permitted = (row: 't2r24' | 't2r26' | 't2r29' | 't2r30', zoneClass: number) =>
  aDetermination({ id: `${row}/${zoneClass}`, row, zoneClass, value: 'permission' });
const determined = theLayers({
  determinations: [
    permitted('t2r26', 2),
    permitted('t2r26', 1),
    permitted('t2r29', 2),
    permitted('t2r30', 1),
    permitted('t2r30', 2),
  ],
});
const byId = (zones: readonly RuledZone[]) => new Map(zones.map((zone) => [zone.id, zone]));

/** What was approved by these rules, and is in use. */
function anAddition(
  kind: 'installing' | 'linking',
  zones: readonly RuledZone[],
  layers = determined,
): Addition {
  const zoneIds = zones.map(({ id }) => id);
  const isLink = kind === 'linking';
  const asked = isLink ? rowsOfLink('lan', zoneIds, byId(zones)) : [{ row: 't2r26' } as const];
  const terms = isLink ? { medium: 'lan', what: '基幹スイッチ' } : { installed: 'server', what: 'サーバ' };
  return {
    ...{ siteId: 's', permitId: 'p', fromSeq: 1, untilSeq: null, kind, state: 'in-use', applicantId: 'a' },
    ...{ concernedIds: [], organisationId: null, zoneIds, asked, applied, purpose: '増設', terms },
    rule: tellRule({ asked, zones, circumstances: applied, unit: null }, aMoment, layers),
    ...{ quoted: null, consents: [], validFrom: aMoment, validUntil: later, endedAt: null, reportDue: null },
    ...{ reportedAt: null, report: null, reason: null, afterwards: null, things: [] },
  };
}

const office = aRuledZone({ class: 2 });
const hall = aRuledZone({ id: 'hall', class: 1 });

/** Why it is not covered, by row, with the zones and rules as they are now. */
function why(addition: Addition, zones: readonly RuledZone[], layers = determined) {
  const lines = judgeAddition(addition, { zones: byId(zones), layers, at: aMoment });
  return Object.fromEntries(lines.map((line) => [`${line.zone} ${line.row}`, line.why]));
}

describe('what was added under a permit', () => {
  it('is covered while the rules are what they were, or looser', () => {
    const server = anAddition('installing', [office]);
    expect(why(server, [office])).toEqual({ 'office t2r26': [] });
    expect(why(server, [aRuledZone({ class: 1 })])).toEqual({ 'office t2r26': [] });
    const notified = theLayers({
      determinations: [aDetermination({ row: 't2r26', zoneClass: 2, value: 'notification' })],
    });
    expect(why(server, [office], notified)).toEqual({ 'office t2r26': [] });
    // At class 3 nobody is asked for a server (別表2 row 26).
    expect(why(server, [aRuledZone({ class: 3 })])).toEqual({ 'office t2r26': [] });
  });

  it('is applied for anew where its zone is raised', () => {
    const server = anAddition('installing', [aRuledZone({ class: 1 })]);
    expect(why(server, [office])).toEqual({ 'office t2r26': ['区域のクラスが1から2に上がった'] });
  });

  it('is applied for anew where a determination asks for more, or is gone', () => {
    const server = anAddition('installing', [office]);
    const forbidden = aDetermination({ row: 't2r26', zoneClass: 2, value: 'forbidden' });
    expect(why(server, [office], theLayers({ determinations: [forbidden] }))).toEqual({
      'office t2r26': ['許可から例外措置だけになった'],
    });
    expect(why(server, [office], theLayers())).toEqual({
      'office t2r26': ['許可から府省庁の判断待ちになった'],
    });
  });

  it('is applied for anew where the package demands more', () => {
    const outside = aRuledZone({ class: 0 });
    const asked = [{ row: 't2r25' } as const];
    const allowed = theLayers({ determinations: [aDetermination({ row: 't2r25', zoneClass: 0 })] });
    const device: Addition = {
      ...anAddition('installing', [outside]),
      asked,
      rule: {
        ...tellRule({ asked, zones: [outside], circumstances: applied, unit: null }, aMoment, allowed),
        lines: tellRule(
          { asked, zones: [outside], circumstances: applied, unit: null },
          aMoment,
          allowed,
        ).lines.map((line) => ({ ...line, track: 'permission' as const })),
      },
    };
    const [[, told] = []] = Object.entries(why(device, [outside], theLayers({ policy: meti })));
    expect(told).toEqual([expect.stringContaining('条件が加わった：物理的な保護措置')]);
  });

  it('is, of a link, applied for anew where the zone at either end has another class, also a lower one', () => {
    const link = anAddition('linking', [office, hall]);
    expect(why(link, [office, hall])).toEqual({ 'office t2r29': [], 'hall t2r30': [] });
    const lowered = why(link, [office, aRuledZone({ id: 'hall', class: 0 })]);
    expect(lowered['office t2r28']).toContain('つなぐ相手の区域のクラスが変わり、t2r29 でなく t2r28 による');
    expect(lowered['hall t2r30']).toContain(
      '条件が加わった：通信回線の構築によるリスクを検討し、書面に残す（2.3.4.3(1)(a)）',
    );
    expect(why(link, [office])['office t2r28']).toContain('図面にもうない区域がある');
    // Two zones of class 2 are linked without a question.
    expect(why(link, [office, aRuledZone({ id: 'hall', class: 2 })])).toEqual({
      'office t2r30': [],
      'hall t2r30': [],
    });

    const street = aRuledZone({ id: 'street', class: 0 });
    const raised = why(anAddition('linking', [street, hall]), [street, aRuledZone({ id: 'hall', class: 2 })]);
    expect(raised).toEqual({
      'street t2r30': ['つなぐ相手の区域のクラスが変わり、t2r29 でなく t2r30 による'],
      'hall t2r28': ['区域のクラスが1から2に上がった'],
    });
  });
});

describe('what stands under a permit', () => {
  const rules = { zones: byId([office]), layers: determined, at: aMoment };
  const standing = (over: Partial<Addition>, at = aMoment) =>
    judgeStandingAddition({ ...anAddition('installing', [office]), ...over }, { ...rules, at });

  const things = (...numbers: readonly string[]) =>
    numbers.map((number) => ({ number, kind: 'server', zoneId: 'office' }) as const);

  it('is named with its numbers, and held by the permit until its end', () => {
    expect(standing({ things: things('SV-1', 'SV-2') })).toEqual([
      {
        ...{ zone: 'office', row: 't2r26', permit: 'p', zones: ['office'], what: 'サーバ（SV-1、SV-2）' },
        ...{ from: aMoment, until: later, why: [] },
      },
    ]);
    expect(standing({ state: 'closed' }, later)).toEqual([expect.not.objectContaining({ until: later })]);
  });

  it('is not held by one that was revoked, or has run out', () => {
    expect(standing({ state: 'revoked' })[0]?.why).toEqual(['許可・届出は「取消し」']);
    expect(standing({}, later)[0]?.why).toEqual(['許可・届出の期間が終わっている']);
  });

  it('is not held by one that was closed, or withdrawn, or ran out before it began, while it stands there', () => {
    const ofThing = (over: Partial<Addition>, at = aMoment) =>
      standing({ things: things('SV-1'), ...over }, at).map(({ what, why }) => [what, why]);
    const what = 'サーバ（SV-1）';
    expect(ofThing({ state: 'closed' })).toEqual([[what, ['許可・届出は「終了」']]]);
    expect(ofThing({ state: 'withdrawn' })).toEqual([[what, ['許可・届出は「取下げ済み」']]]);
    expect(ofThing({ state: 'approved' })).toEqual([[what, []]]);
    expect(ofThing({ state: 'approved' }, later)).toEqual([[what, ['許可・届出の期間が終わっている']]]);
  });

  it('is told where it stands, if its permit is for another zone or another sort of thing', () => {
    const told = standing({
      things: [
        { number: 'SV-1', kind: 'server', zoneId: 'hall' },
        { number: 'PC-1', kind: 'terminal', zoneId: 'office' },
      ],
    });
    expect(told.map(({ zone, row, what, why }) => [zone, row, what, why])).toEqual([
      ['office', 't2r26', 'サーバ', []],
      ['hall', 't2r26', 'サーバ（SV-1）', ['ほかの区域への設置の許可・届出']],
      ['office', 't2r24', 'サーバ（PC-1）', ['端末でないものの設置の許可・届出']],
    ]);
  });

  it('is nothing where it could be added, and was not', () => {
    expect(standing({ state: 'approved' }, later)).toEqual([]);
  });
});
