import { describe, expect, it } from 'vitest';
import { everyTable, holdings } from '../../src/records/disclosure/tables/every-table.ts';
import { sourceFiles } from '../support/source-files.ts';

/** Every table of the sources with the names of its columns. */
const tables = sourceFiles()
  .filter(({ file }) => file.endsWith('tables.ts'))
  .flatMap(({ text }) => text.split(/pgTable\(/).slice(1))
  .map((block) => {
    const [name = '', ...columns] = [...block.matchAll(/^\s*(?:\w+: \w+\()?'(\w+)'/gm)].map(
      ([, one = '']) => one,
    );
    return { name: name === '' ? (/^'(\w+)'/.exec(block)?.[1] ?? '') : name, columns };
  });

/** A column that holds who somebody is, or who did something. */
const namesSomebody =
  /(?<!ends|review|secured|cut)_by$|^(person|member|host|holder|owner|applicant|borrower|carrier|courier|escort|visitor|officer|registrant|attendant|called|actor)_id$/;

describe('what is held of a person', () => {
  it('is looked for in every table there is', () => {
    expect(Object.keys(everyTable).toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  });

  it('is looked for by every column that names somebody', () => {
    const sought = new Map(holdings.map(({ name, by }) => [name, by.map(({ column }) => column.name)]));
    const missed = tables
      .filter(({ name }) => sought.has(name) || 'nobodys' in Object(Object(everyTable)[name]))
      .flatMap(({ name, columns }) =>
        columns
          .filter((column) => namesSomebody.test(column) && !sought.get(name)?.includes(column))
          .map((column) => `${name}.${column}`),
      );
    expect(missed).toEqual([]);
  });
});
