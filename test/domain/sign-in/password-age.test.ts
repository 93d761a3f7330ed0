import { expect, it } from 'vitest';
import { judgePasswordAge } from '../../../src/authority/judge-password-age.ts';

const setAt = new Date('2026-01-01T00:00:00.000Z');
const at = (days: number) => new Date(setAt.getTime() + days * 86_400_000);

it.each([
  [0, null, false],
  [75, null, false],
  [76, 14, false],
  [82, 14, false],
  [83, 7, false],
  [89, 1, false],
  [90, null, true],
  [400, null, true],
])(
  'AT-107, AT-109: %s days into 90 it runs out within %s days, and is over: %s',
  (days, within, isExpired) => {
    expect(judgePasswordAge(setAt, 90, at(days))).toEqual({ expiresAt: at(90), within, isExpired });
  },
);

it('AT-107: never runs out where the ministry asks for no change', () => {
  expect(judgePasswordAge(setAt, null, at(4_000))).toBeUndefined();
});
