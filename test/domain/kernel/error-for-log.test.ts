import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { errorForLog } from '../../../src/kernel/error-for-log.ts';

describe('errorForLog', () => {
  const taken = Object.assign(new pg.DatabaseError('duplicate key value "7654321"', 1, 'error'), {
    severity: 'ERROR',
    code: '23505',
    constraint: 'cards_number',
    detail: 'Key (number)=(7654321) already exists.',
  });
  const failed = new DrizzleQueryError(
    'insert into "cards" values ($1, $2)',
    ['7654321', '山田 太郎'],
    taken,
  );

  it('says which query failed and why', () => {
    expect(errorForLog(failed)).toMatchObject({
      message: 'Failed query: insert into "cards" values ($1, $2)',
      cause: { code: '23505', constraint: 'cards_number' },
    });
    expect(errorForLog(new RangeError('out of range'))).toMatchObject({
      type: 'RangeError',
      message: 'out of range',
      stack: expect.stringContaining('error-for-log.test.ts'),
    });
  });

  it('holds none of the values it was about', () => {
    expect(JSON.stringify(errorForLog(failed))).not.toMatch(/7654321|山田/);
  });

  it.each([
    ['that cannot be parsed', () => JSON.parse('{"name":"山田 太郎"')],
    ['that is no number', () => BigInt('山田 太郎')],
    // As the writer of answers says it.
    ['of an answer', () => fail('The value "山田\n"太郎" cannot be converted to an integer.')],
  ])('holds nothing of a text %s', (_, act) => {
    expect(act).toThrow();
    const told = attempt(act);
    expect(told.message).not.toBe('');
    expect(JSON.stringify(told)).not.toMatch(/山田|太郎/);
  });
});

function fail(message: string): never {
  throw new Error(message);
}

function attempt(act: () => unknown) {
  try {
    return errorForLog(act());
  } catch (error) {
    return errorForLog(error);
  }
}
