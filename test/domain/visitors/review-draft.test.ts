import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewPoints } from '../../../src/visitors/registry/host-review.ts';
import { callAgain } from '../../../src/visitors/review/call-again.ts';
import {
  type Examination,
  type ReviewGiver,
  reviewDraft,
} from '../../../src/visitors/review/review-draft.ts';

const at = new Date('2026-04-06T00:00:00.000Z');
const said: Examination = { examined: [...reviewPoints] };
const host: ReviewGiver = {
  by: 'host',
  hostId: 'host',
  deputies: new Set(['deputy']),
  staff: new Set(['host', 'deputy', 'colleague']),
  at,
};
const byTelephone = { writtenBy: 'reception', extension: '4021' };

const cases: readonly (readonly [string, Partial<ReviewGiver>, Partial<Examination>, string])[] = [
  ['the host reviews', {}, {}, 'host'],
  ['a deputy does', { by: 'deputy' }, {}, 'deputy'],
  ['nobody else of the house does', { by: 'colleague' }, {}, 'forbidden'],
  ['nor does an outsider who is named host', { by: 'host', staff: new Set() }, {}, 'forbidden'],
  ['nor an outsider who deputises', { by: 'deputy', staff: new Set(['host']) }, {}, 'forbidden'],
  ['nor a deputy of a host who was stopped', { by: 'deputy', staff: new Set(['deputy']) }, {}, 'conflict'],
  ['a host tells it by telephone', { telephone: byTelephone }, {}, 'telephone'],
  ['a deputy too', { by: 'deputy', telephone: byTelephone }, {}, 'telephone'],
  [
    'whoever writes down a call has not made it',
    { telephone: { ...byTelephone, writtenBy: 'host' } },
    {},
    'self-approval',
  ],
  ['what was not looked at is not reviewed', {}, { examined: ['who', 'why'] }, 'unprocessable'],
  ['silence is no review', {}, { examined: [] }, 'unprocessable'],
];

describe('a 審査', () => {
  it.each(cases)('%s', (_, over, words, outcome) => {
    const result = reviewDraft({ ...said, ...words }, { ...host, ...over });
    expect(result.ok ? result.value.way : result.refusal.code).toBe(outcome);
  });

  it('keeps who gave it, who wrote it down, and the extension', () => {
    const result = reviewDraft({ ...said, words: '初めての方' }, { ...host, telephone: byTelephone });
    expect(result).toEqual({
      ok: true,
      value: {
        by: 'host',
        way: 'telephone',
        at: at.toISOString(),
        examined: ['who', 'why', 'zones'],
        words: '初めての方',
        ...byTelephone,
      },
    });
  });

  it('law: none is given by who is not staff, or with a point missing', () => {
    const points = fc.subarray([...reviewPoints]);
    const ids = fc.constantFrom('host', 'deputy', 'colleague', 'outsider');
    fc.assert(
      fc.property(points, ids, fc.subarray(['host', 'deputy']), (examined, by, staff) => {
        const { ok } = reviewDraft({ examined }, { ...host, by, staff: new Set(staff) });
        expect(ok).toBe(examined.length === 3 && staff.includes(by) && staff.includes('host'));
      }),
    );
  });
});

describe('a call that nobody answers', () => {
  const who = { hostId: 'host', deputies: new Set(['b', 'a']), heads: new Set(['head', 'a']) };

  it('is followed by a second one to the host, every deputy and the head of the 課室, each once', () => {
    const later = new Date(at.getTime() + 60_000);
    const calls = [
      { called: 'host', at: later },
      { called: 'a', at },
    ];
    expect(callAgain(calls, who, 10)).toEqual({
      call: ['host', 'a', 'b', 'head'],
      at: new Date(later.getTime() + 600_000),
    });
  });

  it('asks for nothing before it was made', () => {
    expect(callAgain([], who, 10)).toBeUndefined();
  });
});
