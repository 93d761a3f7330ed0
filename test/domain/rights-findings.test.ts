import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Credential,
  judgeRightsFindings,
  type RoleGiven,
} from '../../src/rights/findings/judge-rights-findings.ts';
import { rightsFindingWords } from '../../src/rights/findings/rights-finding.ts';

const now = new Date('2026-04-06T00:00:00.000Z');
const inDays = (count: number) => new Date(now.getTime() + count * 86_400_000);

const aRole = (over: Partial<RoleGiven> = {}): RoleGiven => ({
  ...{ id: 'a', holderType: 'person', holder: 'one', role: 'zone-officer', siteId: 'site', scope: 'office' },
  ...{ givenAt: inDays(-9), from: null, until: null, ended: false, inOffice: true },
  ...over,
});
const aToken = (over: Partial<Credential> = {}): Credential => {
  return { id: 't', holder: 'one', madeAt: inDays(-100), usedAt: null, ...over };
};
const nothingElse = { leaving: [], unheldConsoles: [], overdueReviews: [], cardsOut: [], namesakes: [] };
const found = (roles: readonly RoleGiven[]) =>
  judgeRightsFindings({ now, roles, tokens: [], accounts: [], ...nothingElse }).map(
    ({ kind, ref }) => `${kind} ${ref}`,
  );

describe('AT-318 METI 24(3) a vacancy', () => {
  it.each([
    ['an act ended it', { ended: true }],
    ['its period is over', { until: now }],
    ['its holder is in office no more', { inOffice: false }],
  ])('is found where %s and nobody follows', (_, over) => {
    expect(found([aRole(over)])).toEqual(['vacancy a']);
  });

  it.each([
    ['there', {}],
    ['for every zone', { scope: null }],
    ['for the whole ministry', { siteId: null, scope: null }],
  ])('is none where another holds it %s', (_, over) => {
    expect(found([aRole({ ended: true }), aRole({ id: 'b', holder: 'two', ...over })])).toEqual([]);
  });

  it.each([
    ['of another zone', { scope: 'server' }],
    ['of another site', { siteId: 'other' }],
    ['of another role', { role: 'zone-clerk' }],
    ['from tomorrow on', { from: inDays(1) }],
  ])('is not filled by a role %s', (_, over) => {
    expect(found([aRole({ ended: true }), aRole({ id: 'b', holder: 'two', ...over })])).toContainEqual(
      expect.stringMatching(/^vacancy/),
    );
  });

  it('is no role that has not begun', () => {
    expect(found([aRole({ from: inDays(1) })])).toEqual([]);
  });
});

describe('a role that ends', () => {
  it('is found from 30 days before, where nobody holds it from then on', () => {
    expect(found([aRole({ until: inDays(30) })])).toEqual(['ends-soon a']);
    expect(found([aRole({ until: inDays(31) })])).toEqual([]);
    const next = aRole({ id: 'b', from: inDays(30), until: inDays(400) });
    expect(found([aRole({ until: inDays(30) }), next])).toEqual([]);
  });
});

describe('AT-311 2.2.1.3(2)(d) what lets somebody in', () => {
  it.each([
    ['is dormant after more than 45 days without use', { usedAt: inDays(-46) }, ['t']],
    ['is in use at 45 days', { usedAt: inDays(-45) }, []],
    ['is dormant where it was never used since it was made', {}, ['t']],
    ['is not where it was made lately', { madeAt: inDays(-3) }, []],
  ])('%s', (_, over, want) => {
    const tokens = [aToken(over)];
    for (const facts of [
      { tokens, accounts: [], ...nothingElse },
      { tokens: [], accounts: tokens, ...nothingElse },
    ]) {
      expect(judgeRightsFindings({ now, roles: [], ...facts }).map(({ ref }) => ref)).toEqual(want);
    }
  });
});

it('docs/operators.md tells of every kind of finding', () => {
  const document = readFileSync('docs/operators.md', 'utf8');
  expect(Object.keys(rightsFindingWords).filter((kind) => !document.includes(`\`${kind}\``))).toEqual([]);
});
