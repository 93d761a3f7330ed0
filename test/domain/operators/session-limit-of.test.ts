import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/authority/roles.ts';
import { sessionLimitOf } from '../../../src/operators/principals/session-limit-of.ts';

const minutes = (held: readonly Role[]) => {
  const { idleMs, longestMs } = sessionLimitOf(held.map((role) => ({ role })));
  return [idleMs / 60_000, longestMs / 60_000];
};

describe('a session', () => {
  it.each<{ held: readonly Role[]; idle: number; why: string }>([
    { held: ['rights-admin', 'host'], idle: 15, why: 'of whoever changes rights rests 15 minutes' },
    { held: ['guard', 'host'], idle: 720, why: 'of a console rests as long as a shift' },
    { held: ['guard', 'system-admin'], idle: 15, why: 'of a guard who also administers rests 15 minutes' },
    { held: ['host'], idle: 60, why: 'of anybody else rests an hour' },
    { held: [], idle: 60, why: 'of nobody’s role rests an hour' },
  ])('$why, and lasts twelve hours at most', ({ held, idle }) => {
    expect(minutes(held)).toEqual([idle, 720]);
  });
});
