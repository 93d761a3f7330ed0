import { describe, expect, it } from 'vitest';
import { unreadPassages } from '../../../src/records/asking/unread-passages.ts';
import type { DoorVersions } from '../../../src/zones/plan/load-door-versions.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';

/** Entries of the log at which these plans began to stand, each until the next. */
type History = readonly (readonly [seq: number, plan: SitePlan])[];

/** Every element as it stood from one plan to the next. */
function versionsOf(history: History): DoorVersions {
  const ofEach = <Body extends { readonly id: string }>(listed: (plan: SitePlan) => readonly Body[]) =>
    history.flatMap(([fromSeq, plan], nth) =>
      listed(plan).map((body) => ({ id: body.id, fromSeq, untilSeq: history[nth + 1]?.[0] ?? null, body })),
    );
  return {
    doors: ofEach(({ doors }) => doors),
    readers: ofEach(({ readers }) => readers),
    schedules: ofEach(({ schedules }) => schedules),
    zones: ofEach(({ zones }) => zones),
  };
}

const shown = new Map(
  [
    ['hall', '玄関ホール'],
    ['office', '執務室'],
    ['server', 'サーバ室'],
  ].map(([id = '', name = '']) => [id, { name, class: 2, concealed: false }]),
);

/** What is said of a period from behind entry 10 up to entry 20. */
const found = (history: History, zones = shown, hidden: readonly string[] = []) =>
  unreadPassages(versionsOf(history), { zones, hidden: new Set(hidden) }, { before: 10, last: 20 });

const free = (guardPost?: string) =>
  aPlan({
    doors: [
      aDoor('street', 'hall', {
        freePassage: { schedule: 'day', ...(guardPost === undefined ? {} : { guardPost }) },
      }),
      ...aPlan().doors.slice(1),
    ],
  });
const freely = 'は「日中」の間、自由通行です。その間に読取りなしで通った人は、この記録にありません。';

describe('what a record of passages cannot have', () => {
  it('is nothing where every door into its zones is read', () => {
    expect(found([[1, aPlan()]])).toEqual([]);
  });

  it('is what goes by free passage, watched or not', () => {
    expect(found([[1, free()]])).toEqual([{ doors: ['street-hall'], says: freely }]);
    expect(found([[1, free('正面')]])[0]?.says).toContain('自由通行です（見張り: 正面）。');
  });

  it('is told by the plans of the period, and not by that of today', () => {
    expect(
      found([
        [1, aPlan()],
        [25, free()],
      ]),
    ).toEqual([]);
    expect(
      found([
        [1, free()],
        [8, aPlan()],
      ]),
    ).toEqual([]);
    expect(
      found([
        [1, free()],
        [25, aPlan()],
      ]),
    ).toEqual([{ doors: ['street-hall'], says: freely }]);
    expect(
      found([
        [1, aPlan()],
        [12, free()],
        [15, aPlan()],
      ]),
    ).toEqual([{ doors: ['street-hall'], says: freely, from: 12, until: 15 }]);
    expect(
      found([
        [1, free()],
        [15, aPlan()],
        [18, free()],
      ]),
    ).toEqual([
      { doors: ['street-hall'], says: freely, until: 15 },
      { doors: ['street-hall'], says: freely, from: 18 },
    ]);
    expect(
      found([
        [1, free()],
        [15, free()],
      ]),
    ).toEqual([{ doors: ['street-hall'], says: freely }]);
  });

  it('is who came in by a door without a reader, while it had none', () => {
    const unread = aPlan({ readers: aPlan().readers.filter(({ to }) => to !== 'office') });
    const says =
      'には「執務室」に入る向きの読取装置がありません。そこから入った人は、この記録にないことがあります。';
    expect(found([[1, unread]])).toEqual([{ doors: ['hall-office'], says }]);
    expect(
      found([
        [1, unread],
        [14, aPlan()],
      ]),
    ).toEqual([{ doors: ['hall-office'], says, until: 14 }]);
    const elsewhere = new Map([...shown].filter(([zone]) => zone === 'server'));
    expect(found([[1, unread]], elsewhere)).toEqual([]);
  });

  it('is told of doors of which the same is to be said together, and of none that is out of service', () => {
    const side = (over: object) =>
      aPlan({ doors: [...aPlan().doors, aDoor('hall', 'office', { id: 'side', name: '脇', ...over })] });
    expect(found([[1, side({})]])).toMatchObject([{ doors: ['脇'] }]);
    expect(found([[1, side({ outOfService: true })]])).toEqual([]);
    const both = {
      ...side({}),
      readers: [aReader('street-hall', 'hall'), aReader('office-server', 'server')],
    };
    expect(found([[1, both]])).toMatchObject([{ doors: ['hall-office', '脇'] }]);
  });

  it('is not told of a door into a room of which whoever asks learns nothing', () => {
    const unread = aPlan({ readers: [] });
    const doors = (hidden: readonly string[]) =>
      found([[1, unread]], shown, hidden).flatMap((one) => one.doors);
    expect(doors([])).toContain('office-server');
    expect(doors(['server'])).toEqual(['street-hall', 'hall-office']);
  });

  it('goes by the class that a zone had then', () => {
    const classed = (office: number) =>
      aPlan({
        zones: aPlan().zones.map((zone) => (zone.id === 'office' ? aZone({ class: office }) : zone)),
        readers: aPlan().readers.filter(({ door }) => door !== 'office-server'),
      });
    const toOffice = (history: History) => found(history).filter(({ says }) => says.includes('「執務室」'));
    expect(toOffice([[1, classed(2)]])).toEqual([]);
    expect(
      toOffice([
        [1, classed(2)],
        [13, classed(3)],
      ]),
    ).toMatchObject([{ doors: ['office-server'], from: 13 }]);
  });
});
