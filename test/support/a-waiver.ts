import type { Waiver } from '../../src/permits/rule/waiver.ts';

/** 届出不要 for pictures in the office, through the fiscal year. */
export function aWaiver(over: Partial<Waiver> = {}): Waiver {
  return {
    id: 'waiver',
    basis: 'notification',
    rows: ['t2r14'],
    zoneIds: ['office'],
    unit: null,
    personIds: [],
    waivedCase: {},
    book: null,
    needs: [{ zone: 'office', unit: null, anyOf: ['zone-officer'] }],
    from: new Date('2026-04-01T00:00:00+09:00'),
    until: new Date('2027-04-01T00:00:00+09:00'),
    recordedBy: 'officer',
    reason: '広報の撮影は毎日ある',
    ...over,
  };
}
