import { describe, expect, it } from 'vitest';
import { emptySite } from '../../../src/access/state/site-state.ts';
import { judgeAnew } from '../../../src/access/what-if/judge-anew.ts';
import type { ReadThen } from '../../../src/access/what-if/read-then.ts';
import type { Trial } from '../../../src/access/what-if/trial.ts';
import { buildTrialReport } from '../../../src/access/what-if/trial-report.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { aDetermination, meti, unified } from '../../support/a-ruled-zone.ts';
import { aReaderThen, aReadThen, bothSides, standingRules } from '../../support/a-trial.ts';

const determined = (row: Determination['row'], value: Determination['value']) =>
  [1, 2, 3].map((zoneClass) => aDetermination({ id: `${row}/${zoneClass}`, row, zoneClass, value }));

/** Nobody is confirmed or escorted, and no work is attended. */
const lenient = (['t1r19', 't1r20', 't1r21', 't1r32', 't1r34', 't1r47', 't1r49'] as const).flatMap((row) =>
  determined(row, 'not-required'),
);

function judge(read: ReadThen, trial: Trial, standing = lenient) {
  const [stood, tried] = bothSides(standingRules(standing), trial);
  return judgeAnew(read, emptySite, stood, tried);
}

const confirmed: Trial = { determinations: determined('t1r19', 'required') };
const escorted: Trial = { determinations: determined('t1r34', 'required') };
const lent = aReadThen({ known: aReaderThen('card-lent', true) });

describe('a read of the log, decided by rules that are tried', () => {
  it('is what it was where the rules ask the same', () => {
    expect(judge(aReadThen(), {})).toMatchObject({ kind: 'judged', decision: { verdict: 'grant' } });
    expect(judge(aReadThen(), confirmed)).toMatchObject({ kind: 'judged', decision: { verdict: 'grant' } });
  });

  it('is refused where they ask for a permission that was not held', () => {
    const read = aReadThen({ known: aReaderThen('staff', false) });
    expect(judge(read, confirmed)).toMatchObject({
      decision: { verdict: 'deny', reasons: [{ code: 'no-permission', row: 't1r19' }] },
    });
  });

  it('is judged by a plan, whose new controls have begun', () => {
    const control = {
      row: 't1r19',
      value: 'required' as const,
      words: '確認する',
      basis: '決定',
      from: '2099-01-01T00:00:00Z',
    };
    const zones = aPlan().zones.map((zone) => (zone.id === 'office' ? aZone({ controls: [control] }) : zone));
    const read = aReadThen({ known: aReaderThen('staff', false) });
    expect(judge(read, { plan: aPlan({ zones }) })).toMatchObject({ decision: { verdict: 'deny' } });
  });

  it('is judged by a package, under which nothing of the other is determined', () => {
    const read = aReadThen({ known: aReaderThen('staff', false) });
    const determinations = loadProposals(meti).flatMap(({ row, zoneClass, value }) =>
      row === 't1r19' ? aDetermination({ row, zoneClass, value }) : [],
    );
    const trial = { package: { policy: meti, determinations } };
    expect(judge(read, trial)).toMatchObject({
      decision: { verdict: 'deny', reasons: [{ code: 'no-permission' }] },
    });
  });

  it('says nothing where no entry tells whether somebody escorted', () => {
    expect(judge(lent, escorted)).toEqual({ kind: 'not-judged', why: 'escort' });
    expect(judge({ ...lent, escorted: true }, escorted)).toMatchObject({ decision: { verdict: 'grant' } });
  });

  it('knows who was escorted from what was granted where an escort was asked for', () => {
    const strict = [...lenient.filter(({ row }) => row !== 't1r34'), ...determined('t1r34', 'required')];
    expect(judge(lent, {}, strict)).toMatchObject({ decision: { verdict: 'grant' } });
  });

  it('says nothing of what the record contradicts', () => {
    const read = aReadThen({ known: aReaderThen('staff', false) });
    const asked = lenient.map((one) => (one.row === 't1r19' ? { ...one, value: 'required' as const } : one));
    expect(judge(read, {}, asked)).toEqual({ kind: 'not-judged', why: 'not-derived' });
  });

  it('says nothing of a reader that is in neither plan, or only in the one that stood', () => {
    expect(judge(aReadThen({ readerId: 'gone' }), {})).toEqual({ kind: 'not-judged', why: 'rules-gone' });
    const plan = aPlan({ readers: [] });
    expect(judge(aReadThen(), { plan })).toEqual({ kind: 'not-judged', why: 'reader-not-in-plan' });
  });
});

describe('the report of a trial', () => {
  it('counts whoever is never let in any more, and no one who still is', () => {
    const tally = buildTrialReport();
    const place = { door: 'hall-office', from: 'hall', to: 'office' };
    const without = aReadThen({ person: 'guest', known: aReaderThen('staff', false) });
    tally.add(aReadThen(), place, judge(aReadThen(), confirmed));
    tally.add(without, place, judge(without, confirmed));
    tally.add(lent, place, judge(lent, escorted));
    tally.addNotJudged('late');
    expect(tally.report()).toMatchObject({
      passages: 4,
      judged: 2,
      otherwise: 1,
      refused: 1,
      granted: 0,
      notJudged: { escort: 1, late: 1 },
      losesAccess: [{ person: 'guest', zone: 'office', passages: 1 }],
      doors: [{ door: 'hall-office', refused: 1, granted: 0 }],
    });
  });

  it('is of one package: a trial of the same says the same', () => {
    expect(judge(aReadThen(), { package: { policy: unified, determinations: lenient } })).toMatchObject({
      decision: { verdict: 'grant' },
    });
  });
});
