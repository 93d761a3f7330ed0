import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskedRow, Need } from '../../../src/permits/rule/rule-told.ts';
import { tellRule } from '../../../src/permits/rule/tell-rule.ts';
import { tracks } from '../../../src/permits/rule/track-of.ts';
import { type Applying, isWaiverFor, type Waiver } from '../../../src/permits/rule/waiver.ts';
import { judgeWaiverDraft, type WaiverDraft } from '../../../src/permits/waiving/judge-waiver-draft.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { aDetermination, aMoment, aRuledZone, meti, theLayers, unified } from '../../support/a-ruled-zone.ts';
import { aWaiver } from '../../support/a-waiver.ts';

const ofZone: Need = { zone: 'office', unit: null, anyOf: ['zone-officer'] };
const ofUnit: Need = { zone: null, unit: 'somu', anyOf: ['system-officer', 'section-officer'] };

/** The loan of a terminal: the book of the unit stands for the leave of its officers. */
const aBook = (over: Partial<Waiver> = {}) =>
  aWaiver({
    basis: 'lending-book',
    rows: ['t2r20', 't2r21', 't2r22'],
    zoneIds: [],
    unit: 'somu',
    book: 'pc-pool',
    needs: [ofUnit],
    ...over,
  });

const pictures = { row: 't2r14', part: 'image' } as const;
const c3 = { row: 't2r22', outside: true } as const;

function tell(asked: AskedRow, waivers: readonly Waiver[], value: Determination['value'] = 'notification') {
  const determinations = [aDetermination({ row: 't2r14', zoneClass: 2, value })];
  const circumstances = { person: 'staff', purpose: 'press', conditions: ['escorted'] } as const;
  const zones = 'outside' in asked ? [] : [aRuledZone()];
  const question = { asked: [asked], zones, circumstances, unit: 'somu', waivers };
  return tellRule(question, aMoment, theLayers({ determinations }));
}

type Case = readonly [why: string, asked: AskedRow, waiver: Waiver, spared: boolean];

const cases: readonly Case[] = [
  ['of the row and zone', pictures, aWaiver(), true],
  ['of another row', pictures, aWaiver({ rows: ['t2r15'] }), false],
  ['of another zone', pictures, aWaiver({ zoneIds: ['archive'] }), false],
  ['of the outside', pictures, aWaiver({ zoneIds: [] }), false],
  ['of the purpose', pictures, aWaiver({ waivedCase: { purpose: 'press' } }), true],
  ['of another purpose', pictures, aWaiver({ waivedCase: { purpose: 'training' } }), false],
  ['of the part', pictures, aWaiver({ waivedCase: { part: 'image' } }), true],
  ['of another part', pictures, aWaiver({ waivedCase: { part: 'sound' } }), false],
  ['of a condition that is met', pictures, aWaiver({ waivedCase: { conditions: ['escorted'] } }), true],
  ['of one that is not', pictures, aWaiver({ waivedCase: { conditions: ['escorted', 'sealed'] } }), false],
  ['that somebody else answers for by now', pictures, aWaiver({ needs: [] }), false],
  [
    'where somebody consents besides',
    { ...pictures, besides: [['system-officer']] },
    aWaiver({ needs: [ofZone, { zone: null, unit: null, anyOf: ['system-officer'] }] }),
    false,
  ],
  ['of the book it is lent from', { ...c3, book: 'pc-pool' }, aBook(), true],
  ['of another book', { ...c3, book: 'usb' }, aBook(), false],
  ['of a book it is not lent from', c3, aBook(), false],
  ['of 届出 where 許可 is asked', c3, aBook({ basis: 'notification', book: null }), false],
];

describe('a waiver', () => {
  it.each(cases)('%s', (_why, asked, waiver, spared) => {
    const [plain, told] = [tell(asked, []), tell(asked, [waiver])];
    expect(told.track).toBe(spared ? 'free' : plain.track);
    expect(told.needs).toEqual(spared ? [] : plain.needs);
    const { id, basis, reason, recordedBy } = waiver;
    expect(told.lines[0]?.waived).toEqual(spared ? { id, basis, reason, recordedBy } : undefined);
  });

  it.each(tracks.filter((track) => track !== 'undetermined'))(
    'leaves what is not 届出 as it is: %s',
    (track) => {
      const values = {
        free: 'not-required',
        notification: 'notification',
        permission: 'permission',
        exception: 'forbidden',
      } as const satisfies Partial<Record<(typeof tracks)[number], Determination['value']>>;
      const told = tell(pictures, [aWaiver()], values[track]);
      expect(told.track).toBe(track === 'notification' ? 'free' : track);
    },
  );

  it('waits for a determination that is missing all the same', () => {
    const question = { asked: [pictures], zones: [aRuledZone()], circumstances: {}, unit: null };
    expect(tellRule({ ...question, waivers: [aWaiver()] }, aMoment, theLayers()).track).toBe('undetermined');
  });

  it('spares its zone, and leaves what the other asks', () => {
    const determinations = [aDetermination({ row: 't2r14', zoneClass: 2, value: 'notification' })];
    const zones = [aRuledZone(), aRuledZone({ id: 'archive' })];
    const question = { asked: [pictures], zones, circumstances: {}, unit: null, waivers: [aWaiver()] };
    const { track, lines } = tellRule(question, aMoment, theLayers({ determinations }));
    expect(track).toBe('notification');
    expect(lines.map((line) => line.track)).toEqual(['free', 'notification']);
  });
});

function anApplying(over: Partial<Applying> = {}): Applying {
  const [from, until] = [aMoment, new Date('2026-05-01T00:00:00+09:00')];
  return { applicantId: 'host', concernedIds: ['host'], unit: 'somu', from, until, ...over };
}

const people: readonly (readonly [string, Partial<Waiver>, Partial<Applying>, boolean])[] = [
  ['is for everybody where it names nobody', {}, {}, true],
  ['is for the people of its unit', { unit: 'somu' }, {}, true],
  ['and for nobody of another', { unit: 'kaikei' }, {}, false],
  ['nor of none', { unit: 'somu' }, { unit: null }, false],
  ['is for whom it names', { personIds: ['host', 'guest'] }, {}, true],
  ['and for them alone', { personIds: ['guest'] }, { concernedIds: ['host', 'guest'] }, false],
  ['begins by its date', { from: new Date(aMoment.getTime() + 1) }, {}, false],
  ['lasts as long as what is applied for', { until: new Date('2026-05-01T00:00:00+09:00') }, {}, true],
  ['or not at all', { until: new Date('2026-04-30T23:59:59.999+09:00') }, {}, false],
  ['is over at the moment it ends', { until: aMoment }, { until: aMoment }, false],
  ['is not for whoever recorded it', { recordedBy: 'host' }, {}, false],
  ['nor for what they do for another', { recordedBy: 'host' }, { concernedIds: ['guest'] }, false],
  ['nor for whom they are bound to by a role', { recordedBy: 'chief' }, {}, false],
];

describe('whom a waiver is for', () => {
  it.each(people)('it %s', (_why, waiver, applying, wanted) => {
    const bonds = new Map([['chief', new Set(['host'])]]);
    expect(isWaiverFor(aWaiver(waiver), anApplying(applying), bonds)).toBe(wanted);
  });

  it('holds for a longer application never where it does not hold for a shorter', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((days) => new Date(aMoment.getTime() + days * 86_400_000));
    fc.assert(
      fc.property(day, day, day, (end, one, other) => {
        const [short, long] = one <= other ? [one, other] : [other, one];
        const holds = (until: Date) => isWaiverFor(aWaiver({ until: end }), anApplying({ until }), new Map());
        expect(holds(long) && !holds(short)).toBe(false);
      }),
    );
  });
});

function aDraft(over: Partial<WaiverDraft> = {}): WaiverDraft {
  const { basis, rows, waivedCase, from, until, reason } = aWaiver();
  return {
    basis,
    rows: rows.filter((row) => row === 't2r14'),
    zones: ['office'],
    unit: null,
    persons: [],
    waivedCase,
    from,
    until,
    reason,
    ...over,
  };
}

function judge(draft: Partial<WaiverDraft>, clauses?: Determination['clauses'], policy = unified) {
  const value = 'notification' as const;
  const determination = aDetermination({
    row: 't2r14',
    zoneClass: 2,
    value,
    ...(clauses === undefined ? {} : { clauses }),
  });
  const facts = {
    recorder: 'officer',
    zones: [aRuledZone(), aRuledZone({ id: 'server', class: 3 })],
    known: new Set(['host', 'officer']),
    isUnit: draft.unit !== 'nowhere',
    now: aMoment,
  };
  return judgeWaiverDraft(aDraft(draft), facts, theLayers({ policy, determinations: [determination] }));
}

const outside = { zones: [], unit: 'somu' } as const;

const faults: readonly (readonly [string, Partial<WaiverDraft>, readonly string[]])[] = [
  ['a zone that is not there', { zones: ['attic'] }, ['/zones/0']],
  ['no zone', { zones: [] }, ['/zones']],
  ['a zone of the outside', { rows: ['t2r20'] }, ['/zones']],
  ['the outside with a zone’s row', { rows: ['t2r14', 't2r20'] }, ['/rows', '/zones']],
  ['a book for what is no take-out', { basis: 'lending-book', book: 'usb' }, ['/rows/0']],
  ['a book without its code', { ...outside, basis: 'lending-book', rows: ['t2r22'] }, ['/book']],
  ['a code without a book', { book: 'usb' }, ['/book']],
  ['somebody unknown', { persons: ['nobody'] }, ['/persons/0']],
  ['whoever records it', { persons: ['host', 'officer'] }, ['/persons/1']],
  ['a unit that is not there', { unit: 'nowhere' }, ['/unit']],
  ['what is over', { until: aMoment }, ['/until']],
  ['more than a year', { until: new Date('2027-04-03T00:00:00+09:00') }, ['/until']],
  ['what is not determined', { zones: ['office', 'server'] }, ['/rows/0']],
  ['許可 where it is no book', { ...outside, rows: ['t2r22'] }, ['/rows/0']],
  ['許可不要 of more than 機密性2', { ...outside, basis: 'permission', rows: ['meti-13'] }, ['/rows/0']],
  ['許可不要 of what is no 移送', { ...outside, basis: 'permission', rows: ['t2r20'] }, ['/rows/0']],
  ['許可不要 of a zone', { basis: 'permission', rows: ['meti-13-c2'] }, ['/zones']],
  ['届出不要 of what is permitted', { ...outside, rows: ['meti-13-c2'] }, ['/rows/0']],
];

describe('what is recorded beforehand', () => {
  it.each(faults)('is not %s', (_what, draft, at) => {
    const { errors } = judge(draft);
    expect(errors.map((error) => error.at)).toEqual(at);
  });

  it('is answered for by whom the clause names, of the unit', () => {
    expect(judge({})).toEqual({ errors: [], needs: [ofZone] });
    expect(judge({ ...outside, rows: ['t2r20'] })).toEqual({ errors: [], needs: [ofUnit] });
    const book = { ...outside, basis: 'lending-book', rows: ['t2r20', 't2r22'], book: 'pc-pool' } as const;
    expect(judge(book)).toEqual({ errors: [], needs: [ofUnit] });
    const moved = { ...outside, basis: 'permission', rows: ['meti-13-c2'] } as const;
    expect(judge(moved)).toEqual({ errors: [], needs: [{ ...ofUnit, anyOf: ['section-officer'] }] });
  });

  it('says that no permission is needed only where the article lets it be said', () => {
    const c2 = { ...outside, basis: 'permission', rows: ['t2r20'] } as const;
    expect(judge(c2, undefined, meti)).toEqual({ errors: [], needs: [ofUnit] });
    const own = { basis: 'permission', rows: ['t2r10'], unit: 'somu' } as const;
    const ofSection = { zone: null, unit: 'somu', anyOf: ['section-officer'] };
    expect(judge(own, undefined, meti)).toEqual({ errors: [], needs: [ofSection] });
    expect(judge(own).errors.map(({ at }) => at)).toEqual(['/rows/0']);
  });

  it('is of the cases that are notified, where a determination tells them apart', () => {
    const clauses = [
      { value: 'notification', purposes: ['press'] },
      { value: 'permission' },
    ] as const satisfies Determination['clauses'];
    expect(judge({ waivedCase: { purpose: 'press' } }, clauses).errors).toEqual([]);
    expect(judge({ waivedCase: { purpose: 'training' } }, clauses).errors.map(({ at }) => at)).toEqual([
      '/rows/0',
    ]);
  });
});
