import { describe, expect, it } from 'vitest';
import { authorization } from '../../../src/authority/authorization.ts';
import type { PermitKind } from '../../../src/permits/kinds/permit-kinds.ts';
import type { PermitState } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../../../src/permits/registry/permit-rows.ts';
import { openPermitSteps } from '../../../src/permits/shown/open-permit-steps.ts';

const from = new Date('2026-04-06T00:00:00.000Z');
const until = new Date('2026-04-06T03:00:00.000Z');
const at = (hours: number) => new Date(from.getTime() + hours * 3_600_000);
const [before, within, after] = [at(-1), at(1), at(4)];

const aPermit = (kind: PermitKind, state: PermitState, over: Partial<PermitRow> = {}): PermitRow => ({
  siteId: 'site',
  permitId: 'permit',
  fromSeq: 1,
  untilSeq: null,
  kind,
  state,
  applicantId: 'host',
  concernedIds: ['host'],
  organisationId: null,
  zoneIds: ['office'],
  asked: [],
  applied: {},
  purpose: '記録',
  terms: {},
  rule: { track: 'permission', lines: [], needs: [] },
  quoted: null,
  consents: [],
  validFrom: from,
  validUntil: until,
  reportDue: null,
  reportedAt: null,
  report: null,
  reason: null,
  endedAt: null,
  afterwards: null,
  ...over,
});

const owed = (is: 'apply' | 'look') => ({ is, due: after.toISOString(), needs: [] });

/** What may be done next with a permit of a kind in a state at a moment. */
const cases: readonly (readonly [PermitKind, PermitState, Date, string, Partial<PermitRow>])[] = [
  ['photography', 'requested', within, 'return approve reject withdraw', {}],
  ['photography', 'requested', after, 'return reject withdraw', {}],
  ['photography', 'returned', within, 'resubmit withdraw', {}],
  ['photography', 'approved', before, 'extend close withdraw revoke', {}],
  ['photography', 'approved', within, 'start extend close withdraw revoke', {}],
  ['photography', 'approved', after, 'close withdraw revoke', {}],
  ['photography', 'in-use', after, 'extend close revoke', {}],
  ['photography', 'rejected', within, '', {}],
  ['work', 'approved', within, 'extend close withdraw revoke', {}],
  ['exception', 'approved', before, 'close withdraw revoke', { reportDue: after }],
  ['exception', 'approved', within, 'close revoke', { reportDue: after }],
  ['exception', 'revoked', after, 'report', { reportDue: after }],
  ['exception', 'revoked', after, '', { reportDue: after, reportedAt: within }],
  ['photography', 'closed', after, 'report', {}],
  ['system-item', 'approved', within, 'extend close withdraw revoke', {}],
  [
    'person-exception',
    'filed',
    within,
    'close revoke apply-afterwards',
    { reportDue: after, afterwards: owed('apply') },
  ],
  ['person-exception', 'rejected', after, 'look', { afterwards: owed('look') }],
];

describe('what may be done next with a permit', () => {
  it.each(cases)('%s, %s, at %s: %s', (kind, state, now, steps, over) => {
    const open = openPermitSteps(aPermit(kind, state, over), now);
    expect(open.map(({ step }) => step).join(' ')).toBe(steps);
  });

  it('names the roles that may', () => {
    const [first] = openPermitSteps(aPermit('photography', 'approved'), within);
    expect(first).toEqual({ step: 'start', by: authorization['permits.use'].roles });
  });
});
