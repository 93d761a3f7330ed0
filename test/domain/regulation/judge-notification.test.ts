import { describe, expect, it } from 'vitest';
import { asAdopted, judgeNotification } from '../../../src/zones/determinations/judge-notification.ts';
import { loadPolicy } from '../../../src/zones/regulation/load-policy.ts';

const plain = (value: string) => ({ value, clauses: null });
const cased = (
  first: 'notification' | 'permission',
  last: 'not-required' | 'notification' | 'forbidden',
) => ({
  value: last === 'forbidden' ? last : first,
  clauses: [{ value: first, persons: ['staff' as const] }, { value: last }],
});

describe('a determination that says 届出', () => {
  it.each([
    ['notification', plain('notification'), 1],
    ['notification in a case', cased('notification', 'not-required'), 1],
    ['notification in every other case', cased('permission', 'notification'), 1],
    ['permission', plain('permission'), 0],
    ['no notification in any case', cased('permission', 'forbidden'), 0],
  ] as const)('asks where it says %s', (_, proposed, asked) => {
    expect(judgeNotification(proposed, undefined)).toHaveLength(asked);
    for (const answer of [true, false]) expect(judgeNotification(proposed, answer)).toEqual([]);
  });

  it('is a permission where nobody begins before the answer, in each of its cases, and stays as it is otherwise', () => {
    expect(asAdopted(plain('notification'), false)).toEqual(plain('permission'));
    expect(asAdopted(cased('notification', 'not-required'), false)).toEqual(
      cased('permission', 'not-required'),
    );
    expect(asAdopted(cased('notification', 'forbidden'), false)).toEqual(cased('permission', 'forbidden'));
    expect(asAdopted(cased('notification', 'not-required'), true)).toEqual(
      cased('notification', 'not-required'),
    );
    expect(asAdopted(plain('not-required'), false)).toEqual(plain('not-required'));
  });

  it('may be a permission whatever its row', () => {
    const rows = Object.values(loadPolicy('unified-h24-draft').rows);
    const notifying = rows.filter(({ choices }) => choices?.includes('notification'));
    expect(notifying.length).toBeGreaterThan(5);
    for (const { choices } of notifying) expect(choices).toContain('permission');
  });
});
