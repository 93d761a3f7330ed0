import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { Decision } from '../../../src/access/decide/decision.ts';
import { decidingRows } from '../../../src/access/decide/facts/deciding-rows.ts';
import type { PassageFacts } from '../../../src/access/decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../../src/access/decide/facts/permission-facts.ts';
import { reasons as reasonTable } from '../../../src/access/decide/reasons.ts';
import { leadsCrew } from '../../../src/access/decide/weigh-leading-crew.ts';
import { anyFacts, leadsOut } from '../../support/any-facts.ts';
import { determinedRequired, eased, requirements, withCard, withPerson } from '../../support/change-facts.ts';

const law = { numRuns: 500 };

function verdictOf(facts: PassageFacts) {
  return decidePassage(facts).verdict;
}

describe('every passage', () => {
  it('is answered: a verdict that follows from its reasons, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, reasons } = decidePassage(facts);
        expect(verdict === 'grant').toBe(reasons.length === 0);
      }),
      law,
    );
  });

  it('is decided the same twice, and by no order of its facts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = withPerson(facts, {
          permissions: facts.person?.permissions.toReversed() ?? [],
          permissionsBehind: facts.person?.permissionsBehind.toReversed() ?? [],
        });
        expect(decidePassage(turned)).toEqual(decidePassage(facts));
      }),
      law,
    );
  });

  it('tells its reasons in the order of the table, whatever found them', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const table = Object.keys(reasonTable);
        const ranks = decidePassage(facts).reasons.map(({ code }) => table.indexOf(code));
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      }),
      law,
    );
  });

  it('carries the clause wherever it carries a row', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { reasons, notes } = decidePassage(facts);
        for (const { row, clause } of [...reasons, ...notes]) {
          if (row !== undefined) expect(clause).toMatch(/^2\.3\.1\.1/);
        }
      }),
      law,
    );
  });
});

describe('what a grant rests on', () => {
  const isOpen = ({ at }: PassageFacts, one: PermissionFacts) =>
    one.startsAt <= at && at < one.endsAt && one.withinSchedule;
  const rightsIn = (restsOn: Decision['restsOn']) => restsOn.filter((one) => !('permit' in one));

  it('is the permission that is open and ends last, where somebody comes in by one', () => {
    let named = 0;
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, direction, restsOn } = decidePassage(facts);
        const { person, to, door, site } = facts;
        const byPermission = person !== undefined && !['visitor', 'courier'].includes(person.kind);
        const released = site.emergency && door.escape;
        if (verdict !== 'grant' || direction !== 'entering' || !byPermission) return;
        if (leadsOut(facts) || released || leadsCrew(facts) || door.freePassage || !to.duties.t1r19.required)
          return;
        const open = person.permissions.filter((one) => isOpen(facts, one));
        const [right, ...others] = rightsIn(restsOn);
        expect(others).toEqual([]);
        expect(right?.person).toBe(person.id);
        if (right === undefined || !('permission' in right)) throw new Error('rests on no permission');
        const ends = (permissions: readonly PermissionFacts[]) =>
          Math.max(...permissions.map(({ endsAt }) => endsAt.getTime()));
        expect(ends(open.filter(({ id }) => id === right.permission))).toBe(ends(open));
        named += 1;
      }),
      { numRuns: 3000 },
    );
    expect(named).toBeGreaterThan(10);
  });

  it('is the visit, where a visitor comes in, and where one leaves whose visit was not stopped', () => {
    let named = 0;
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts = withPerson(any, { kind: 'visitor' });
        const { verdict, direction, restsOn } = decidePassage(facts);
        const { person, door, site } = facts;
        if (verdict !== 'grant' || person === undefined || (site.emergency && door.escape)) return;
        const byVisit = [{ person: person.id, visit: 'visit' }];
        if (direction === 'entering') {
          expect(rightsIn(restsOn)).toEqual(person.visit?.checkedIn ? byVisit : []);
          named += 1;
        } else {
          expect([[], byVisit]).toContainEqual(rightsIn(restsOn));
          if (!person.visit?.checkedIn && !person.visit?.over) expect(rightsIn(restsOn)).toEqual([]);
        }
      }),
      { numRuns: 3000 },
    );
    expect(named).toBeGreaterThan(10);
  });

  it('is besides every exception without which it would be none, and no other', () => {
    let named = 0;
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom('from', 'to'),
        fc.constantFrom(...decidingRows),
        (any, side, row) => {
          const duties = (duty: object) => ({
            ...any[side].duties,
            [row]: { ...any[side].duties[row], ...duty },
          });
          const facts = { ...any, [side]: { ...any[side], duties: duties(leftOut) } };
          const { verdict, restsOn, notes } = decidePassage(facts);
          fc.pre(verdict === 'grant' && facts.person !== undefined);
          const without = decidePassage({ ...any, [side]: { ...any[side], duties: duties(asked) } });
          const leans = without.verdict !== 'grant';
          expect(restsOn.some((one) => 'permit' in one && one.permit === leftOut.exception)).toBe(leans);
          expect(notes.some(({ code, permit }) => code === 'excepted' && permit === leftOut.exception)).toBe(
            leans,
          );
          if (leans) named += 1;
        },
      ),
      { numRuns: 4000 },
    );
    expect(named).toBeGreaterThan(10);
  });

  const leftOut = { required: false, undetermined: false, exception: 'this-one' };
  const asked = { required: true, undetermined: false };

  it('is nothing where the passage is refused, nobody is known, or all are released', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, restsOn } = decidePassage(facts);
        const released = facts.site.emergency && facts.door.escape;
        if (verdict !== 'grant' || facts.person === undefined || released) expect(restsOn).toEqual([]);
      }),
      law,
    );
  });
});

describe('what is prohibited', () => {
  const prohibitions: Readonly<Record<string, (facts: PassageFacts) => PassageFacts>> = {
    'a stolen card': (facts) => withCard(facts, { state: 'stolen' }),
    'a suspended card': (facts) => withCard(facts, { state: 'suspended' }),
    'a person who left': (facts) => withPerson(facts, { state: 'left' }),
    'a lockdown': (facts) => ({
      ...facts,
      site: { ...facts.site, lockdown: true },
      door: { ...facts.door, opensForCrew: false },
    }),
    'a door out of service': (facts) => ({ ...facts, door: { ...facts.door, outOfService: true } }),
  };

  it.each(Object.entries(prohibitions))('trumps everything when entering or moving: %s', (_, prohibit) => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts = prohibit(any);
        fc.pre(facts.card !== undefined && facts.person !== undefined);
        const decision = decidePassage(facts);
        fc.pre(!leadsOut(facts) && !(facts.site.emergency && facts.door.escape));
        expect(decision.verdict).toBe('deny');
      }),
      law,
    );
  });

  it('is not undone by free passage: a stopped card stays stopped where rows ask for nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('lost', 'stolen', 'suspended', 'returned'), (any, state) => {
        const facts = withCard(
          { ...any, to: eased(any.to), door: { ...any.door, freePassage: true } },
          { state },
        );
        fc.pre(facts.card !== undefined && !facts.site.emergency);
        const decision = decidePassage(facts);
        fc.pre(!leadsOut(facts));
        expect(decision.verdict).toBe('deny');
      }),
      law,
    );
  });
});

describe('nothing is granted by default', () => {
  it('denies entering and moving without a known card of a known person', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(facts.card === undefined || facts.person === undefined || facts.read !== 'ok');
        const decision = decidePassage(facts);
        fc.pre(!leadsOut(facts) && !(facts.site.emergency && facts.door.escape));
        expect(decision.verdict).toBe('deny');
      }),
      law,
    );
  });

  it('denies entering where row 19 is 要 to a person with neither permission nor visit', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts = withPerson(any, { permissions: [], visit: undefined });
        fc.pre(facts.person !== undefined && facts.to.duties.t1r19.required && !facts.door.freePassage);
        fc.pre(!facts.site.emergency && !facts.door.leadsOut && !facts.door.opensForCrew);
        const decision = decidePassage(facts);
        fc.pre(decision.direction === 'entering');
        expect(decision.verdict).toBe('deny');
      }),
      law,
    );
  });
});

describe('silence', () => {
  const checks = [
    ['t1r27', 'identityConfirmed'],
    ['t1r31', 'hostReviewed'],
    ['t1r33', 'zoneInVisit'],
  ] as const;

  it.each(checks)('never admits a visitor where row %s is 要 and the visit does not say so', (row, check) => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (any, visits) => {
        const visit = any.person?.visit;
        const facts = withPerson(any, {
          kind: 'visitor',
          visit: visits && visit !== undefined ? { ...visit, [check]: false } : undefined,
        });
        fc.pre(facts.person !== undefined && facts.to.duties[row].required && !facts.site.emergency);
        fc.pre(!leadsOut(facts));
        expect(decidePassage(facts).verdict).toBe('deny');
      }),
      law,
    );
  });
});

describe('one more requirement met', () => {
  it.each(Object.entries(requirements))('never turns a grant into a denial: %s', (_, better) => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(verdictOf(facts) === 'grant');
        expect(verdictOf(better(facts))).toBe('grant');
      }),
      law,
    );
  });

  it('turns a denial into a grant once all are met', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(facts.card !== undefined && facts.person !== undefined);
        const all = Object.values(requirements).reduce((so, better) => better(so), {
          ...facts,
          from: { ...facts.from, neverAlone: false },
          to: { ...facts.to, neverAlone: false },
        });
        expect(decidePassage(all).reasons).toEqual([]);
      }),
      law,
    );
  });
});

describe('whoever waits for a second person', () => {
  /** The same passage together with whoever stood beside, and whoever would have been left. */
  const inCompany = (facts: PassageFacts): PassageFacts => ({
    ...facts,
    from: facts.from.company > 1 ? facts.from : { ...facts.from, company: 0, guests: 0 },
    to: { ...facts.to, company: facts.to.company + 1 },
  });
  /** One who would be alone, or would leave somebody so. */
  const anyLonely = anyFacts.map(
    (facts): PassageFacts => ({
      ...facts,
      to: { ...facts.to, neverAlone: true, company: 0 },
    }),
  );
  const waitsForOne = (facts: PassageFacts) =>
    decidePassage(facts).effects.some((effect) => effect.type === 'wait' && effect.why === 'second-person');

  it('is granted in company: nothing else stood against the passage', () => {
    fc.assert(
      fc.property(anyLonely, (facts) => {
        fc.pre(waitsForOne(facts));
        expect(verdictOf(inCompany(facts))).toBe('grant');
      }),
      law,
    );
  });

  it('is nobody who would be denied in company, and nobody of a late read', () => {
    fc.assert(
      fc.property(anyLonely, (facts) => {
        const hopeless = verdictOf(inCompany(facts)) !== 'grant';
        fc.pre(hopeless || !facts.live);
        expect(waitsForOne(facts)).toBe(false);
      }),
      law,
    );
  });

  it('is granted with an escort and in company, where both are waited for, and with neither alone', () => {
    const escorted = (facts: PassageFacts): PassageFacts => ({
      ...facts,
      person: facts.person && {
        ...facts.person,
        escort: 'present',
        custody: { ...facts.person.custody, overRatio: undefined },
      },
    });
    const waitsForBoth = (facts: PassageFacts) =>
      decidePassage(facts).effects.some(
        (effect) => effect.type === 'wait' && effect.why === 'escort-and-second-person',
      );
    /** One against whom nothing else stands, where the rows ask for anything. */
    const anyUnescorted = anyLonely.map((facts): PassageFacts => {
      const { duties } = facts.to;
      const met = Object.values(requirements).reduce((so, better) => better(so), facts);
      return {
        ...met,
        from: { ...met.from, neverAlone: false },
        to: { ...met.to, neverAlone: true, company: 0, duties },
        person: met.person && { ...met.person, escort: 'awaited' },
      };
    });
    let seen = 0;
    fc.assert(
      fc.property(anyUnescorted, (facts) => {
        fc.pre(waitsForBoth(facts));
        seen += 1;
        expect(verdictOf(inCompany(escorted(facts)))).toBe('grant');
        expect(verdictOf(inCompany(facts))).toBe('wait');
        expect(verdictOf(escorted(facts))).toBe('wait');
      }),
      law,
    );
    expect(seen).toBeGreaterThan(0);
  });
});

describe('an undetermined row', () => {
  it('is named beside every reason that stands on it, and never grants what 要 would deny', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { reasons, direction } = decidePassage(facts);
        fc.pre(direction !== 'leaving');
        for (const { code, row, undetermined } of reasons) {
          if (code === 'undetermined') expect(undetermined).toBe(true);
          if (undetermined && row !== 't1r19') {
            expect(reasons.some((one) => one.code === 'undetermined' && one.row === row)).toBe(true);
          }
        }
      }),
      law,
    );
  });

  it('entering, decides as if it were determined 要', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const determined = { ...facts, to: determinedRequired(facts.to) };
        fc.pre(decidePassage(facts).direction !== 'leaving');
        expect(verdictOf(facts)).toBe(verdictOf(determined));
      }),
      law,
    );
  });
});

describe('a read that is too old to open', () => {
  const isOut = (facts: PassageFacts) => leadsOut(facts) || facts.door.escape;

  it('opens nothing but ways out and of escape, and moves nobody', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(!isOut(facts));
        const { verdict, reasons, effects } = decidePassage({ ...facts, tooOld: true });
        expect(verdict).toBe('deny');
        expect(reasons).toContainEqual({ code: 'too-old-to-open' });
        expect(effects.filter(({ type }) => type !== 'alarm')).toEqual([]);
      }),
      law,
    );
  });

  it('is decided on those as any other is, and only noted', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        fc.pre(isOut(facts));
        const { notes, ...decision } = decidePassage({ ...facts, tooOld: true });
        const { notes: usual, ...same } = decidePassage({ ...facts, tooOld: false });
        expect(decision).toEqual(same);
        expect(notes).toEqual(expect.arrayContaining([...usual, { code: 'too-old-to-open' }]));
        expect(notes).toHaveLength(usual.length + 1);
      }),
      law,
    );
  });
});
