import { describe, expect, it } from 'vitest';
import { judgeDetermination } from '../../../src/zones/regulation/judge-determination.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { parseProposals } from '../../../src/zones/regulation/parse-proposals.ts';
import { aDetermination, unified } from '../../support/a-ruled-zone.ts';

const proposals = loadProposals(unified);

function faultsOf(changed: readonly unknown[]): readonly string[] {
  const parsed = parseProposals({ package: unified.package, proposals: changed }, unified);
  return parsed.ok ? [] : parsed.refusal.map(({ message }) => message);
}

describe('the ready proposals', () => {
  it('answer each of the 110 cells left to the ministry once', () => {
    expect(proposals).toHaveLength(110);
    expect(faultsOf(proposals)).toEqual([]);
  });

  it('may all be adopted as they are', () => {
    for (const { row, zoneClass, value, words } of proposals) {
      expect(judgeDetermination(unified, aDetermination({ row, zoneClass, value, words }))).toEqual([]);
    }
  });

  it('answer the same link alike from both its ends', () => {
    const answerTo = (row: string, zoneClass: number) =>
      proposals.find((one) => one.row === row && one.zoneClass === zoneClass)?.value;
    expect(answerTo('t2r29', 2)).toBe(answerTo('t2r30', 1));
    expect(answerTo('t2r29', 3)).toBe(answerTo('t2r31', 1));
    expect(answerTo('t2r33', 2)).toBe(answerTo('t2r34', 1));
    expect(answerTo('t2r33', 3)).toBe(answerTo('t2r35', 1));
    expect(answerTo('t2r34', 3)).toBe(answerTo('t2r35', 2));
  });

  it('are refused with a cell missing', () => {
    expect(faultsOf(proposals.slice(1))).toEqual(['t1r7/2: 0 proposals']);
  });

  it('are refused with a cell answered twice', () => {
    expect(faultsOf([...proposals, ...proposals.slice(0, 1)])).toEqual(['t1r7/2: 2 proposals']);
  });

  it('are refused where the ministry has nothing to decide', () => {
    const stray = {
      row: 't1r17',
      zoneClass: 3,
      value: 'not-required',
      words: '常時は制限しない',
      reason: '例',
    };
    expect(faultsOf([...proposals, stray])).toEqual(['t1r17/3: not-required is not open to the ministry']);
  });

  it('are refused for another package', () => {
    const parsed = parseProposals({ package: 'meti-2019', proposals }, unified);
    expect(parsed.ok).toBe(false);
  });
});
