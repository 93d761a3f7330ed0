import { describe, expect, it } from 'vitest';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { type HasRun, unreadWays } from '../../../src/zones/plan/unread-ways.ts';
import { aDoor, aPlan, aReader } from '../../support/a-plan.ts';

const noon = new Date('2026-04-10T12:00:00+09:00');
const one = new Date('2026-04-10T13:00:00+09:00');
const never: HasRun = () => false;

/** From where to where one comes unread, of the zones of the plan. */
function shown(plan: SitePlan, hasRun: HasRun = never): readonly string[] {
  const comes = unreadWays(plan, hasRun);
  const ids = plan.zones.map(({ id }) => id);
  return ids.flatMap((from) =>
    ids.filter((to) => to !== from && comes(from, to, noon, one)).map((to) => `${from}>${to}`),
  );
}

describe('ways that nobody reads', () => {
  const plan = aPlan();

  it('are directions without a reader, one behind the other', () => {
    expect(shown(plan)).toEqual(['hall>street', 'office>street', 'office>hall']);
  });

  it('are none through a door out of service', () => {
    const broken = plan.doors.map((door) =>
      door.id === 'street-hall' ? { ...door, outOfService: true } : door,
    );
    expect(shown({ ...plan, doors: broken })).toEqual(['office>hall']);
  });

  it('are both directions of a door that was in free passage since', () => {
    const readers = [...plan.readers, aReader('street-hall', 'street'), aReader('hall-office', 'hall')];
    const doors = plan.doors.map((door) =>
      door.id === 'street-hall' ? { ...door, freePassage: { schedule: 'day' } } : door,
    );
    const free = { ...plan, readers, doors };
    expect(shown(free)).toEqual([]);
    const asked: string[] = [];
    const ran: HasRun = (schedule, since, at) => {
      asked.push(`${schedule} ${since.toISOString()} ${at.toISOString()}`);
      return true;
    };
    expect(shown(free, ran)).toEqual(['street>hall', 'hall>street']);
    expect(new Set(asked)).toEqual(new Set([`day ${noon.toISOString()} ${one.toISOString()}`]));
  });

  it('are none to or from a zone that is not in the plan', () => {
    const comes = unreadWays(aPlan({ doors: [aDoor('street', 'hall')], readers: [] }), never);
    expect([comes('cellar', 'hall', noon, one), comes('hall', 'cellar', noon, one)]).toEqual([false, false]);
  });
});
