import { describe, expect, it } from 'vitest';
import { judgeClauses } from '../../../src/zones/regulation/judge-clauses.ts';
import { judgeDetermination } from '../../../src/zones/regulation/judge-determination.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { parseProposals } from '../../../src/zones/regulation/parse-proposals.ts';
import { readPolicyFile } from '../../../src/zones/regulation/read-policy-file.ts';
import { aDetermination, unified } from '../../support/a-ruled-zone.ts';

const proposals = loadProposals(unified);

/** As they are written in the file. */
const { proposals: written } = readPolicyFile(`proposals-${unified.package}`) as {
  readonly proposals: readonly Record<string, unknown>[];
};

function faultsOf(changed: readonly unknown[]): readonly string[] {
  const parsed = parseProposals({ package: unified.package, proposals: changed }, unified);
  return parsed.ok ? [] : parsed.refusal.map(({ message }) => message);
}

describe('the ready proposals', () => {
  it('answer each of the 110 cells left to the ministry once', () => {
    expect(proposals).toHaveLength(110);
    expect(faultsOf(written)).toEqual([]);
  });

  it('may all be adopted as they are', () => {
    const names = { purposes: new Set<string>(), schedules: new Set<string>() };
    for (const { reason, ...proposal } of proposals) {
      expect(judgeDetermination(unified, aDetermination(proposal))).toEqual([]);
      expect(judgeClauses(unified.rows[proposal.row], proposal.clauses ?? [], names)).toEqual([]);
    }
  });

  it('record outsiders alone at the entrance of an office, and watch everybody', () => {
    const entrance = proposals.find(({ row, zoneClass }) => row === 't1r24' && zoneClass === 1);
    expect(entrance).toMatchObject({
      value: 'required',
      clauses: [{ value: 'not-required', part: 'record', persons: ['staff'] }, { value: 'required' }],
    });
  });

  it('name who decides where the standard says whom one asks (別表2 ※2)', () => {
    const photography = proposals.filter(({ row, value }) => /t2r1[45]/.test(row) && value === 'permission');
    expect(photography).toHaveLength(4);
    for (const { clauses } of photography) {
      expect(clauses).toEqual([{ value: 'permission', decider: 'zone-officer' }]);
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
    expect(faultsOf(written.slice(1))).toEqual(['t1r7/2: 0 proposals']);
  });

  it('are refused with a cell answered twice', () => {
    expect(faultsOf([...written, ...written.slice(0, 1)])).toEqual(['t1r7/2: 2 proposals']);
  });

  it('are refused where the ministry has nothing to decide', () => {
    const stray = {
      row: 't1r17',
      zoneClass: 3,
      value: 'not-required',
      words: '常時は制限しない',
      reason: '例',
    };
    expect(faultsOf([...written, stray])).toEqual(['t1r17/3: not-required is not open to the ministry']);
  });

  it.each([
    ['a purpose, which only an organisation lists', { purposes: ['press'] }, 'clause 0: unknown-purpose'],
    ['a schedule, which only a site has', { times: { schedule: 'day' } }, 'clause 0: unknown-schedule'],
  ])('are refused with %s', (_, restriction, fault) => {
    const clauses = [{ value: 'not-required', ...restriction }, { value: 'required' }];
    const changed = written.map(({ value, ...one }) =>
      one.row === 't1r35' ? { ...one, clauses } : { value, ...one },
    );
    expect(faultsOf(changed)).toEqual([1, 2, 3].map((zoneClass) => `t1r35/${zoneClass}: ${fault}`));
  });

  it('are refused with both a value and clauses', () => {
    const [first, ...others] = written;
    const both = { ...first, clauses: [{ value: 'allowed' }] };
    expect(faultsOf([both, ...others])).toEqual(['t1r7/2: either a value or clauses']);
  });

  it('are refused for another package', () => {
    const parsed = parseProposals({ package: 'meti-2019', proposals: written }, unified);
    expect(parsed.ok).toBe(false);
  });
});
