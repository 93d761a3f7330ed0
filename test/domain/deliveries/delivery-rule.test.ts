import { describe, expect, it } from 'vitest';
import { deliveryApplication } from '../../../src/deliveries/applying/delivery-application.ts';
import type { DeliveredThing } from '../../../src/deliveries/rule/delivered-things.ts';
import { isRow } from '../../../src/permits/rule/rule-told.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import type { Track } from '../../../src/permits/rule/track-of.ts';
import type { WhoIs } from '../../../src/visitors/names/load-who-is.ts';
import { aDetermination, aMoment, aRuledZone, theLayers } from '../../support/a-ruled-zone.ts';

const request = (things: readonly DeliveredThing[], persons: readonly string[] = []) => ({
  persons,
  zones: ['office'],
  from: new Date('2026-04-06T00:00:00Z'),
  until: new Date('2026-04-07T00:00:00Z'),
  purpose: '文具の納入',
  terms: { carrier: '関東運輸', things: [...things] },
});

/** 別表2 rows 17 and 18: what is handed over in a zone of a class, what the ministry determined, and the track that is left. */
const cases: readonly [DeliveredThing, number, 'not-required' | 'required' | undefined, Track][] = [
  ['parcel', 0, undefined, 'free'],
  ['parcel', 1, undefined, 'undetermined'],
  ['parcel', 1, 'not-required', 'free'],
  ['parcel', 1, 'required', 'permission'],
  ['parcel', 2, undefined, 'undetermined'],
  ['parcel', 2, 'not-required', 'free'],
  ['parcel', 2, 'required', 'permission'],
  ['parcel', 3, undefined, 'undetermined'],
  ['parcel', 3, 'not-required', 'free'],
  ['parcel', 3, 'required', 'permission'],
  ['information-item', 0, undefined, 'undetermined'],
  ['information-item', 0, 'not-required', 'free'],
  ['information-item', 0, 'required', 'permission'],
  ['information-item', 1, undefined, 'undetermined'],
  ['information-item', 1, 'required', 'permission'],
  ['information-item', 2, 'not-required', 'free'],
  ['information-item', 2, 'required', 'permission'],
  ['information-item', 3, undefined, 'undetermined'],
  ['information-item', 3, 'required', 'permission'],
];

describe('handing over by rows 17 and 18', () => {
  it.each(cases)('a %s in class %i, determined %s, leaves the track %s', (thing, zoneClass, value, track) => {
    const drafted = deliveryApplication(request([thing])).draftFor(new Map());
    if (!drafted.ok) throw new Error(JSON.stringify(drafted));
    const { asked, applied } = drafted.value;
    const determinations =
      value === undefined
        ? []
        : asked.filter(isRow).map(({ row }) => aDetermination({ row, zoneClass, value }));
    const question = { asked, zones: [aRuledZone({ class: zoneClass })], circumstances: applied, unit: null };
    const rule = tellRule(question, aMoment, theLayers({ determinations }));
    expect(rule.track).toBe(track);
    const asks = track === 'permission' || track === 'undetermined';
    expect(rule.needs).toEqual(asks ? [{ zone: 'office', unit: null, anyOf: ['zone-officer'] }] : []);
  });

  it('is as strict as the stricter of both, where a firm brings both', () => {
    const drafted = deliveryApplication(request(['parcel', 'information-item'])).draftFor(new Map());
    expect(drafted).toMatchObject({ ok: true, value: { asked: [{ row: 't2r17' }, { row: 't2r18' }] } });
  });

  it('is applied for 受渡業者, and for nobody else', () => {
    const who = (kind: WhoIs['kind']): WhoIs => ({ kind, name: '配達 太郎', affiliation: '関東運輸' });
    const known = new Map([
      ['one', who('courier')],
      ['other', who('visitor')],
    ]);
    const { draftFor } = deliveryApplication(request(['parcel'], ['one', 'other']));
    expect(draftFor(known)).toMatchObject({ ok: false, refusal: { errors: [{ at: '/persons/1' }] } });
  });
});
