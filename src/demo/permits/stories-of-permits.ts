import { demoDesk } from '../demo-plan.ts';
import type { Walker } from '../traffic/plan-day.ts';
import { type Stage, type Story, toNextDoor } from '../traffic/stage.ts';
import type { Part } from '../visitors/scene.ts';
import type { ExpectedPermits, ExpectedPictures, ExpectedWork } from './expect-permits.ts';
import type { PermitDesk } from './permit-desk.ts';

/** The permits of a day, with who decides them and under which contract a firm works. */
export type PermitsOfDay = Pick<ExpectedPermits, 'pictures'> & {
  readonly work: (ExpectedWork & { readonly contract: string }) | undefined;
  /** Who decides, by zone. */
  readonly officers: ReadonlyMap<string, string>;
};

/** What became of permits and parcels in a day; counted up as it goes. */
export type PermitCount = {
  /** Permits that were used and closed. */
  permits: number;
  parcels: number;
};

/** What the stories of permits are told with. They hold in the present, whatever second of the day is played. */
export type PermitTelling = {
  readonly desk: PermitDesk;
  readonly count: PermitCount;
  readonly now: () => Date;
};

const clock = (hours: number, minutes = 0) => (hours * 60 + minutes) * 60;

/** Between coming to work and the first meetings. */
const pictures = { applied: clock(9, 20), begun: clock(9, 35), over: clock(9, 50) } as const;
const parcels = { come: clock(9, 40), collected: clock(11, 10) } as const;
const work = { begins: clock(10, 20), over: clock(11) } as const;
const hourMs = 3_600_000;
const street = 'street';

type Told = PermitTelling & {
  /** The id of who decides for a zone. */
  readonly officerOf: (zone: string) => string;
};

/** The stories of what is permitted in a day: pictures, parcels that the photographer fetches, and a work. */
export function storiesOfPermits(
  { pictures, work, officers }: PermitsOfDay,
  telling: PermitTelling,
): readonly ((stage: Stage) => Story)[] {
  const told = { ...telling, officerOf: (zone: string) => officers.get(zone) ?? '' };
  return [
    ...(pictures === undefined
      ? []
      : [
          (stage: Stage) => tellPictures(stage, pictures, told),
          (stage: Stage) => tellParcels(stage, pictures.walker, told),
        ]),
    ...(work === undefined ? [] : [(stage: Stage) => tellWork(stage, work, told)]),
  ];
}

/** Somebody takes pictures in their office, by leave of whoever answers for it (撮影). */
async function* tellPictures(
  { walkers }: Stage,
  { walker, zone }: ExpectedPictures,
  { desk, count, officerOf, now }: Told,
): Story {
  const by = walkers[walker]?.personId ?? '';
  yield { at: pictures.applied };
  const permit = await desk.permitted({
    by,
    officer: officerOf(zone),
    path: 'photography',
    body: {
      ...hourFrom(now()),
      persons: [by],
      zones: [zone],
      purpose: '広報誌に載せる',
      terms: { parts: ['image'], devices: ['camera'], responsible: by },
    },
  });
  if (permit === undefined) return;
  yield { at: pictures.begun };
  if (!(await desk.step(by, `permits/${permit}/start`))) return;
  yield { at: pictures.over };
  if (await desk.step(by, `permits/${permit}/close`, { report: '写真3枚' })) count.permits += 1;
}

/** Parcels come to the counter, and somebody fetches them (受渡し). */
async function* tellParcels({ walkers }: Stage, walker: number, { desk, count }: Told): Story {
  const by = walkers[walker]?.personId ?? '';
  yield { at: parcels.come };
  const brought = { zone: demoDesk.zone, carrier: '見本運輸株式会社', pieces: 3, by };
  const delivery = await desk.takeOver(brought);
  if (delivery === undefined) return;
  count.parcels += brought.pieces;
  yield { at: parcels.collected };
  await desk.collect(delivery, by);
}

/** A firm works while one of the staff is there (作業の立会): counted in and out, and nobody enters before the attendant. */
async function* tellWork(
  stage: Stage,
  { zone, attendant, workers, contract }: NonNullable<PermitsOfDay['work']>,
  { desk, count, officerOf, now }: Told,
): Story {
  const by = attendant.personId;
  yield { at: work.begins };
  const permit = await desk.permitted({
    by,
    officer: officerOf(zone),
    path: 'works',
    body: {
      ...hourFrom(now()),
      persons: workers.map(({ personId }) => personId),
      zones: [zone],
      purpose: '床の清掃',
      terms: { form: 'once', contract, attendants: [by], cameras: [`${zone}-1`] },
    },
  });
  if (permit === undefined) return;
  yield* walk(stage, attendant, [street, zone]);
  const begun = await desk.step(by, `works/${permit}/begin`, { attendant: by, workers: workers.length });
  if (begun) {
    for (const one of workers) yield* walk(stage, one, [street, zone]);
    yield { at: work.over };
    for (const one of workers) yield* walk(stage, one, [zone, street]);
    await desk.step(by, `works/${permit}/end`, { workers: workers.length, result: '清掃した' });
  }
  yield* walk(stage, attendant, [zone, street]);
  if (await desk.step(by, `permits/${permit}/close`, { report: '異常なし' })) count.permits += 1;
}

/** Somebody who is none of the walkers, from one zone to another, as far as the doors let them. */
async function* walk(stage: Stage, { card }: Walker, [from, to]: readonly [string, string]): Part {
  for (const step of stage.wayBy(stage.plan, from, to)) {
    if (step.reader !== undefined && (await stage.doors.read(step.reader, card)).verdict !== 'grant') return;
    stage.walkThrough(step);
    yield { after: toNextDoor };
  }
}

function hourFrom(now: Date) {
  return { from: now.toISOString(), until: new Date(now.getTime() + hourMs).toISOString() };
}
