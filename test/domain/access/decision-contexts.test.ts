import { describe, expect, it } from 'vitest';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { type FactsOverrides, facts } from '../../support/facts.ts';

const noon = new Date('2026-10-01T03:00:00Z');
const visitor = { kind: 'visitor', visit: {} } as const;

/** Everything but one thing is as for the person who is let in: who they are, what they hold and which card they show. */
const contexts: readonly (readonly [string, FactsOverrides, string])[] = [
  ['the hour', { person: { permissions: [{ withinSchedule: false }] } }, 'outside-schedule'],
  [
    'the day: before its first',
    { person: { permissions: [{ startsAt: new Date('2026-10-02') }] } },
    'permission-not-active-yet',
  ],
  ['the day: after its last', { person: { permissions: [{ endsAt: noon }] } }, 'permission-expired'],
  [
    'the class of the zone',
    { from: { class: 0 }, to: { class: 1 }, person: { permissions: [] } },
    'no-permission',
  ],
  ['the kind of the card', { card: { formatAllowed: false } }, 'card-kind-not-allowed'],
  ['where the person is', { door: { passback: { mode: 'hard' } }, presence: { zone: 'office' } }, 'passback'],
  ['who is in the zone', { to: { maxOccupancy: 4, others: 4 } }, 'occupancy-full'],
  ['who else is in the zone', { to: { neverAlone: true, company: 0, others: 0 } }, 'second-person-missing'],
  ['the state of the door', { door: { outOfService: true } }, 'door-out-of-service'],
  ['the door beside it', { door: { interlocked: true } }, 'interlock'],
  ['the state of the visit', { person: { ...visitor, visit: { checkedIn: false } } }, 'visit-not-checked-in'],
  ['the hours of the visit', { person: { ...visitor, visit: { over: true } } }, 'visit-over'],
  ['where the visit leads', { person: { ...visitor, visit: { zoneInVisit: false } } }, 'zone-not-in-visit'],
  ['whether an escort is there', { person: { ...visitor, escort: 'missing' } }, 'escort-missing'],
  ['a lockdown', { site: { lockdown: true } }, 'lockdown'],
  ['how old the read is', { tooOld: true }, 'too-old-to-open'],
];

describe('AT-202 2.2.1.2(1)(b)(ア): beyond who somebody is and what they hold, a door asks for', () => {
  it.each(contexts)('%s', (_, context, reason) => {
    const same: FactsOverrides = { person: context.person?.kind === 'visitor' ? visitor : {} };
    expect(decidePassage(facts(same)).verdict).toBe('grant');
    const { verdict, reasons } = decidePassage(facts(context));
    expect(verdict).not.toBe('grant');
    expect(reasons.map(({ code }) => code)).toContain(reason);
  });
});
