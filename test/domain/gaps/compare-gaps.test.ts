import { describe, expect, it } from 'vitest';
import { compareGaps } from '../../../src/gaps/compare-gaps.ts';
import { gapDigestOf } from '../../../src/gaps/gap-digest-of.ts';
import { judgingGaps } from '../../../src/gaps/judging-gaps.ts';
import { type OpenLine, openLinesOf } from '../../../src/gaps/open-line.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { aPlan } from '../../support/a-plan.ts';
import { aMoment, theLayers } from '../../support/a-ruled-zone.ts';

const open = (over: Partial<OpenLine> = {}): OpenLine => ({
  ...{ zone: 'office', row: 't1r44', state: 'missing', missing: ['講じた対策が登録されていない'] },
  ...over,
});

describe('what changed since a report was signed', () => {
  it('is what is open now and was not, is open in another way, and is open no more', () => {
    const settled = open({ row: 't1r45' });
    const before = [open(), settled, open({ row: 't1r43', state: 'undetermined' })];
    const now = [open(), open({ row: 't1r43' }), open({ zone: 'server' })];
    expect(compareGaps(before, now)).toMatchObject([
      { zone: 'office', row: 't1r43', was: 'undetermined', now: 'missing' },
      { zone: 'server', row: 't1r44', was: null, now: 'missing' },
      { zone: 'office', row: 't1r45', was: 'missing', now: null, missing: [] },
    ]);
    expect(compareGaps(now, now)).toEqual([]);
  });

  it('is also that something else is missing', () => {
    const changed = open({ missing: ['点検の期限を過ぎている'] });
    expect(compareGaps([open()], [changed])).toMatchObject([{ was: 'missing', now: 'missing' }]);
  });
});

describe('the digest of a report', () => {
  const facts = {
    ...{ at: aMoment, rulesSeq: 7, plan: aPlan(), layers: theLayers(), findings: [] },
    ...{ cameras: [], measures: [], equipment: [], additions: [], unpermitted: [], lastPassages: new Map() },
  };
  const report = (over: object = {}) => atOnce(judgingGaps({ ...facts, ...over }));

  it('is the same at another moment and with other evidence, and another once a line is', () => {
    const digest = gapDigestOf(report());
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(gapDigestOf(report({ at: new Date(aMoment.getTime() + 86_400_000), rulesSeq: 8 }))).toBe(digest);
    const taken = {
      ...({ zone: 'server', row: '9b', hazard: null, what: '例', evidence: '例' } as const),
      ...{ takenOn: '2026-04-01', inspectedOn: null, nextInspectionOn: null },
    };
    const changed = report({ measures: [taken] });
    expect(gapDigestOf(changed)).not.toBe(digest);
    expect(compareGaps(openLinesOf(report().lines), openLinesOf(changed.lines))).toMatchObject([
      { zone: 'server', row: '9b', now: null },
    ]);
  });
});
