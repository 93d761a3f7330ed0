import { describe, expect, it } from 'vitest';
import { isAwaited } from '../../../src/visitors/registry/is-awaited.ts';
import { aReview } from '../../support/a-visit.ts';

const met = new Date('2026-04-06T01:00:00.000Z');
const review = aReview('host');

describe('a host', () => {
  it.each([
    ['whose 審査 is missing', { review: null, memberIds: [] }, [], true],
    ['whom nobody has come to yet', { review, memberIds: [] }, [], false],
    ['whose visitor waits to be met', { review, memberIds: ['m'] }, [['m', 'checked-in', null]], true],
    ['whose visitor was met', { review, memberIds: ['m'] }, [['m', 'checked-in', met]], false],
    ['whose visitor is out for a while', { review, memberIds: [] }, [['m', 'out-for-now', null]], false],
    ['when another’s visitor waits', { review, memberIds: ['m'] }, [['n', 'checked-in', null]], false],
  ] as const)('%s is waited for or not', (_, destination, arrivals, awaited) => {
    const here = arrivals.map(([memberId, state, metAt]) => ({ memberId, state, metAt }));
    expect(isAwaited({ ...destination, memberIds: [...destination.memberIds] }, here)).toBe(awaited);
  });
});
