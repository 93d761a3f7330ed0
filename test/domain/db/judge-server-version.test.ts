import { describe, expect, it } from 'vitest';
import { judgeServerVersion } from '../../../src/db/judge-server-version.ts';

describe('AT-705 METI 59(4): a server', () => {
  it.each([
    [150_014, 'warning', '15.14'],
    [180_000, 'warning', '18.1 以降'],
    [150_015, 'ok', '15.15'],
    [180_004, 'ok', '18.4'],
    [190_000, 'ok', '19.0'],
  ])('of version %i is judged as %s', (version, state, says) => {
    expect(judgeServerVersion(version)).toMatchObject({ state, says: expect.stringContaining(says) });
  });
});
