import { describe, expect, it } from 'vitest';
import { knownNow } from '../../../src/access/batch/read/looks.ts';
import { readerParts } from '../../../src/access/batch/reader-parts.ts';
import { cardHolderSql } from '../../../src/people/at-the-door/card-holder-sql.ts';

describe('what is read of whoever reads a card', () => {
  it('brings every column under a name of its own', () => {
    const ofHolder = `${cardHolderSql.columns} ${cardHolderSql.joins(knownNow)}`.matchAll(/as "(\w+)"/g);
    const ofParts = Object.values(readerParts).flatMap(({ columns }) => Object.keys(columns));
    const names = [...[...ofHolder].map(([, name]) => name), ...ofParts];
    expect(names.length).toBeGreaterThan(20);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });
});
