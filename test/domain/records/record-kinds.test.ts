import { describe, expect, it } from 'vitest';
import { recordKindNames, recordKinds } from '../../../src/records/kinds/record-kinds.ts';

describe('a record', () => {
  it('says of each row on what it rests, or is itself of what the service saw', () => {
    const without = recordKindNames.filter((kind) =>
      recordKinds[kind].columns.every(({ title }) => title !== '根拠'),
    );
    expect(without).toEqual(['reads']);
  });

  it('has each column under a key of its own', () => {
    for (const kind of recordKindNames) {
      const keys = recordKinds[kind].columns.map(({ key }) => key);
      expect(new Set(keys).size, kind).toBe(keys.length);
    }
  });
});
