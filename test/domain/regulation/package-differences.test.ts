import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nothingKnown } from '../../../src/zones/regulation/circumstances.ts';
import { readPolicyFile } from '../../../src/zones/regulation/read-policy-file.ts';
import type { Requirement } from '../../../src/zones/regulation/requirement.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import { isRowId, type RowId, rowIds } from '../../../src/zones/regulation/row-ids.ts';
import { aMoment, aRuledZone, meti, theLayers, unified } from '../../support/a-ruled-zone.ts';

type Stated = { readonly row: RowId; readonly zoneClass: number | undefined; readonly articles: string[] };

const readme = readFileSync(new URL('../../../policies/README.md', import.meta.url), 'utf8');
const ofMeti = readme.slice(readme.indexOf('\n## `meti-2019`'));

/** Each row of the table in policies/README.md that says where METI differs, of one class where it names one. */
const stated: readonly Stated[] = ofMeti
  .split('\n')
  .filter((line) => /^\| (t[12]r|9[ab])/.test(line))
  .flatMap((line) => {
    const [, rows = '', , articles = ''] = line.split('|').map((cell) => cell.trim());
    const named = /^(.*?)(?:, class (\d))?$/.exec(rows);
    const zoneClass = named?.[2] === undefined ? undefined : Number(named[2]);
    return rowsNamed(named?.[1] ?? '').map((row) => ({ row, zoneClass, articles: articles.split(', ') }));
  });

/** `t2r20–22` or `t2r10, t2r11`. */
function rowsNamed(text: string): readonly RowId[] {
  const range = /^(t[12]r)(\d+)–(\d+)$/.exec(text);
  if (range === null) return text.split(', ').filter(isRowId);
  const [first, last] = [Number(range[2]), Number(range[3])];
  return Array.from({ length: last - first + 1 }, (_, nth) => `${range[1]}${first + nth}`).filter(isRowId);
}

/** `METI 77(1)(5)` are 77(1) and 77(5). */
function articlesOf(clause: string): readonly string[] {
  const [, article = '', paragraphs = ''] = /METI (\d+)((?:\(\d+\))+)/.exec(clause) ?? [];
  return [...paragraphs.matchAll(/\(\d+\)/g)].map(([paragraph]) => `${article}${paragraph}`);
}

/** An undecided zone is of no class. */
const classes = [0, 1, 2, 3, null] as const;

/** What each package answers of a row in a zone of a class; the package itself is named in the chain alone. */
function answers(row: RowId, zoneClass: number | null): readonly Requirement[] {
  return [unified, meti].map((policy) => {
    const zone = aRuledZone({ class: zoneClass });
    const answer = resolveRequirement(row, zone, aMoment, nothingKnown, theLayers({ policy }));
    const chain = answer.chain.map((link) => ({ ...link, source: link.source.replace(policy.package, '') }));
    return { ...answer, chain };
  });
}

function differs(row: RowId, zoneClass: number | null): boolean {
  const [byBase, byMeti] = answers(row, zoneClass).map((answer) => JSON.stringify(answer));
  return byBase !== byMeti;
}

describe('the rows on which the packages differ', () => {
  it('are exactly those that policies/README.md states and the package holds', () => {
    const differing = rowIds.filter((row) => classes.some((zoneClass) => differs(row, zoneClass)));
    expect(stated.map(({ row }) => row).toSorted()).toEqual(differing.toSorted());
    const { rows } = readPolicyFile('meti-2019') as { readonly rows: readonly { readonly id: string }[] };
    expect(rows.map(({ id }) => id).toSorted()).toEqual(differing.toSorted());
  });

  it('cite the articles that are stated of them', () => {
    for (const { row, articles } of stated) {
      expect([row, articlesOf(meti.rows[row].clause)]).toEqual([row, articles]);
    }
  });

  it('ask something else at the class that is stated, where one is, and the same at every other', () => {
    const ofOneClass = stated.filter(({ zoneClass }) => zoneClass !== undefined);
    expect(ofOneClass.length).toBeGreaterThan(0);
    for (const { row, zoneClass } of ofOneClass) {
      const differing = [0, 1, 2, 3].filter((one) => {
        const [byBase, byMeti] = answers(row, one).map(({ value, text, means }) =>
          JSON.stringify({ value, text, means }),
        );
        return byBase !== byMeti;
      });
      expect([row, differing]).toEqual([row, [zoneClass]]);
    }
  });
});
