import { describe, expect, it } from 'vitest';
import { filesOf } from '../support/source-files.ts';

/** The acceptance tests of 2.2.1.1 (1xx), 2.2.1.2 (2xx), 2.2.1.3 (3xx) and of METI 55 and 59 (7xx), by their numbers: one or more a clause. */
const groups = {
  '2.2.1.1 主体認証機能、METI 18–20': [...from(101, 129), 136],
  '2.2.1.2 アクセス制御機能、METI 21–22': from(201, 204),
  '2.2.1.3 権限管理機能、METI 23–24': from(301, 318),
  'METI 55、59': from(701, 705),
} as const;

function from(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}

/** The titles of all tests and of their groups, as they are written. */
const titles = filesOf('test').flatMap(({ text }) =>
  [...text.matchAll(/\b(?:describe|it)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['`"])([\s\S]*?)\1/g)].map(
    ([, , title = '']) => title,
  ),
);

describe('the acceptance tests', () => {
  it.each(Object.entries(groups))('of %s stand each in the title of a test', (_, numbers) => {
    const missing = numbers.filter((number) => !titles.some((title) => title.includes(`AT-${number}`)));
    expect(missing).toEqual([]);
  });

  it('name the clause that they show, or the article', () => {
    const clauses = /2\.2\.1\.\d|METI ?\d/;
    const shown = [...new Set(titles.flatMap((title) => title.match(/AT-\d{3}/g) ?? []))];
    const unexplained = shown.filter(
      (one) => !titles.some((title) => title.includes(one) && clauses.test(title)),
    );
    expect(unexplained).toEqual([]);
  });
});
