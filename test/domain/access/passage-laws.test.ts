import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import type { ReasonCode } from '../../../src/access/decide/decision.ts';
import type { Duty, PassageFacts, PersonFacts } from '../../../src/access/decide/facts.ts';
import { anyFacts, anyInsideAlone } from '../../support/any-facts.ts';

const law = { numRuns: 500 };

function verdictOf(facts: PassageFacts) {
  return decidePassage(facts).verdict;
}

/** A requirement met: each turns one fact from bad to good and touches nothing else. */
const meet: Readonly<Record<string, (facts: PassageFacts) => PassageFacts>> = {
  'the read is clean': (facts) => ({ ...facts, read: 'ok' }),
  'the card is active': (facts) => withCard(facts, { state: 'active' }),
  'the card has begun': (facts) => withCard(facts, { activeFrom: new Date(0) }),
  'the card does not end': (facts) => withCard(facts, { expiresAt: undefined }),
  'the format is accepted': (facts) => withCard(facts, { formatAllowed: true }),
  'the person is active': (facts) => withPerson(facts, { state: 'active' }),
  'the contract runs': (facts) => withPerson(facts, { contractEnded: false }),
  'the escort is there': (facts) => withPerson(facts, { escort: 'present' }),
  'the work is attended': (facts) => withPerson(facts, { workUnattended: false }),
  'every permission is in hours and checked': (facts) =>
    withPermissions(facts, { withinSchedule: true, identityConfirmed: true, hostReviewed: true }),
  'the visit is in order': (facts) =>
    withPerson(facts, {
      visit: {
        id: 'visit',
        checkedIn: true,
        over: false,
        zoneInVisit: true,
        identityConfirmed: true,
        hostReviewed: true,
      },
    }),
  'the door works': (facts) => ({
    ...facts,
    door: { ...facts.door, outOfService: false, interlocked: false },
  }),
  'the lockdown ends': (facts) => ({ ...facts, site: { ...facts.site, lockdown: false } }),
  'there is room': (facts) => ({ ...facts, to: { ...facts.to, maxOccupancy: undefined } }),
  'deliveries come this far': (facts) => ({ ...facts, to: { ...facts.to, handover: true } }),
  'the person stands before the door': (facts) => ({
    ...facts,
    presence: { zone: facts.from.id, since: facts.at, pending: undefined },
  }),
  'the rows are determined 不要': (facts) => ({ ...facts, from: eased(facts.from), to: eased(facts.to) }),
};

function withCard(facts: PassageFacts, change: Partial<NonNullable<PassageFacts['card']>>): PassageFacts {
  return facts.card === undefined ? facts : { ...facts, card: { ...facts.card, ...change } };
}

function withPerson(facts: PassageFacts, change: Partial<PersonFacts>): PassageFacts {
  return facts.person === undefined ? facts : { ...facts, person: { ...facts.person, ...change } };
}

function withPermissions(
  facts: PassageFacts,
  change: Partial<PersonFacts['permissions'][number]>,
): PassageFacts {
  return withPerson(facts, {
    permissions: facts.person?.permissions.map((one) => ({ ...one, ...change })) ?? [],
  });
}

/** Row 17 stays: it is a duty of the door's mode, and easing it is what free passage asks. */
function eased(zone: PassageFacts['from']): PassageFacts['from'] {
  const ease = (duty: Duty): Duty => ({ ...duty, required: false, undetermined: false });
  const { duties } = zone;
  return {
    ...zone,
    controlled: false,
    duties: {
      ...duties,
      t1r19: ease(duties.t1r19),
      t1r20: ease(duties.t1r20),
      t1r21: ease(duties.t1r21),
      t1r26: ease(duties.t1r26),
      t1r27: ease(duties.t1r27),
      t1r30: ease(duties.t1r30),
      t1r31: ease(duties.t1r31),
      t1r32: ease(duties.t1r32),
      t1r33: ease(duties.t1r33),
      t1r34: ease(duties.t1r34),
      t1r35: ease(duties.t1r35),
      t1r49: ease(duties.t1r49),
      t2r17: ease(duties.t2r17),
    },
  };
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

describe('what is prohibited', () => {
  const prohibitions: Readonly<Record<string, (facts: PassageFacts) => PassageFacts>> = {
    'a stolen card': (facts) => withCard(facts, { state: 'stolen' }),
    'a suspended card': (facts) => withCard(facts, { state: 'suspended' }),
    'a person who left': (facts) => withPerson(facts, { state: 'left' }),
    'a lockdown': (facts) => ({ ...facts, site: { ...facts.site, lockdown: true } }),
    'a door out of service': (facts) => ({ ...facts, door: { ...facts.door, outOfService: true } }),
  };

  it.each(Object.entries(prohibitions))('trumps everything when entering or moving: %s', (_, prohibit) => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts = prohibit(any);
        fc.pre(facts.card !== undefined && facts.person !== undefined);
        const decision = decidePassage(facts);
        fc.pre(decision.direction !== 'leaving' && !(facts.site.emergency && facts.door.escape));
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
        fc.pre(decision.direction !== 'leaving');
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
        fc.pre(decision.direction !== 'leaving' && !(facts.site.emergency && facts.door.escape));
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
        fc.pre(!facts.site.emergency);
        const decision = decidePassage(facts);
        fc.pre(decision.direction === 'entering');
        expect(decision.verdict).toBe('deny');
      }),
      law,
    );
  });
});

describe('one more requirement met', () => {
  it.each(Object.entries(meet))('never turns a grant into a denial: %s', (_, better) => {
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
        const all = Object.values(meet).reduce((so, better) => better(so), {
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

function determinedRequired(zone: PassageFacts['to']): PassageFacts['to'] {
  const { duties } = zone;
  const settle = (duty: Duty): Duty => ({ ...duty, undetermined: false });
  return {
    ...zone,
    duties: {
      ...duties,
      t1r19: settle(duties.t1r19),
      t1r26: settle(duties.t1r26),
      t1r27: settle(duties.t1r27),
      t1r30: settle(duties.t1r30),
      t1r31: settle(duties.t1r31),
      t1r32: settle(duties.t1r32),
      t1r33: settle(duties.t1r33),
      t1r34: settle(duties.t1r34),
      t1r35: settle(duties.t1r35),
      t1r49: settle(duties.t1r49),
      t2r17: settle(duties.t2r17),
    },
  };
}

describe('nobody is trapped (I6)', () => {
  const neverHolds: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
    'outside-schedule',
    'card-expired',
    'permission-expired',
    'contract-ended',
    'visit-over',
    'passback',
    'unexpected-zone',
    'occupancy-full',
    'second-person-missing',
    'would-leave-one-alone',
    'escort-missing',
    'escort-not-staff',
    'escort-wrong',
    'escort-over-ratio',
    'undetermined',
    'lockdown',
    'door-out-of-service',
    'interlock',
  ]);

  it('never names schedule, expiry, passback, occupancy, escort or undetermined as a reason to hold a person inside', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { direction, reasons, verdict } = decidePassage(facts);
        fc.pre(direction === 'leaving');
        expect(reasons.filter(({ code }) => neverHolds.has(code))).toEqual([]);
        expect(verdict).not.toBe('wait');
      }),
      law,
    );
  });

  it('lets everybody leave who was once permitted and whose card and person are not stopped', () => {
    fc.assert(
      fc.property(anyInsideAlone, (facts) => {
        const { direction, verdict } = decidePassage(facts);
        fc.pre(direction === 'leaving');
        expect(verdict).toBe('grant');
      }),
      law,
    );
  });

  it('refuses leaving only where row 20 or 21 is determined 要, and calls the guard each time', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { direction, verdict, effects } = decidePassage(facts);
        fc.pre(direction === 'leaving' && verdict === 'deny' && facts.live);
        const { t1r20, t1r21 } = facts.from.duties;
        expect([t1r20, t1r21].some((duty) => duty.required && !duty.undetermined)).toBe(true);
        expect(effects).toContainEqual(
          expect.objectContaining({ type: 'alarm', kind: 'refused-leaving', active: true }),
        );
      }),
      law,
    );
  });

  it('always releases an escape direction in an emergency, and says so', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const facts: PassageFacts = {
          ...any,
          site: { ...any.site, emergency: true },
          door: { ...any.door, escape: true },
        };
        const { verdict, notes } = decidePassage(facts);
        expect(verdict).toBe('grant');
        expect(notes).toContainEqual({ code: 'emergency-release' });
      }),
      law,
    );
  });

  it('freezes passback in an emergency at every door', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { reasons, notes, effects } = decidePassage({ ...any, site: { ...any.site, emergency: true } });
        const codes = [...reasons, ...notes].map(({ code }) => code);
        expect(codes).not.toContain('passback');
        expect(codes).not.toContain('unexpected-zone');
        expect(effects.some((effect) => effect.type === 'alarm' && effect.kind === 'passback')).toBe(false);
      }),
      law,
    );
  });
});

describe('the effects of a decision', () => {
  it('move the person exactly when granted, live, known and not repeated', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { verdict, notes, effects } = decidePassage(facts);
        const moves = effects.filter(
          (effect) =>
            effect.type === 'pending' || (effect.type === 'presence' && effect.certainty === 'assumed'),
        );
        const repeated = notes.some(({ code }) => code === 'repeated');
        const moved = verdict === 'grant' && facts.live && facts.person !== undefined && !repeated;
        expect(moves).toHaveLength(moved ? 1 : 0);
      }),
      law,
    );
  });

  it('raise an alarm for every read of a lost or stolen card, whatever the verdict', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('lost', 'stolen'), (any, state) => {
        const facts = withCard(any, { state });
        fc.pre(facts.card !== undefined);
        expect(decidePassage(facts).effects).toContainEqual(
          expect.objectContaining({ type: 'alarm', kind: 'lost-card-used' }),
        );
      }),
      law,
    );
  });

  it('leave presence alone when the event is late', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { effects, notes } = decidePassage({ ...any, live: false });
        expect(effects.every(({ type }) => type === 'alarm')).toBe(true);
        expect(notes).toContainEqual({ code: 'not-judged' });
      }),
      law,
    );
  });
});
