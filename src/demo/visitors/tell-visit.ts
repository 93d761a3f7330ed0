import { DateTime } from 'luxon';
import { dayAt } from '../../zones/hours/day-at.ts';
import { demoDesk, demoTimeZone } from '../demo-plan.ts';
import type { Stage, Story } from '../traffic/stage.ts';
import type { ExpectedVisit, Plot } from './expect-visits.ts';
import type { FrontDesk } from './front-desk.ts';
import { lead } from './lead.ts';
import { lobby, type Part, type Scene, type VisitCount } from './scene.ts';
import type { SharedDoors } from './share-doors.ts';
import { waitAlone } from './wait-alone.ts';
import { walkAlone } from './walk-alone.ts';

/** What all stories of a day are told with. The day of a visit is the present one. */
export type Telling = {
  readonly desk: FrontDesk;
  readonly count: VisitCount;
  readonly sharing: SharedDoors;
  readonly now: () => Date;
};

/** Hosts plan the day’s visits in the morning; what did not come in or back is seen to when the desk closes. */
const plannedAt = 7 * 3600;
const deskCloses = 18 * 3600;
const lunch = { begins: (12 * 60 + 5) * 60, ends: 13 * 3600 } as const;
/** Seconds that people stand and talk. */
const aMoment = 60;

/** Tells one visit from its planning on. The story goes on for whom the desk took in. */
export async function* tellVisit(stage: Stage, expected: ExpectedVisit, telling: Telling): Story {
  const { desk, count, now } = telling;
  const { plot } = expected;
  yield { at: plannedAt };
  const planned = await desk.plan({
    host: personOf(stage, expected.host),
    zone: expected.zone,
    guests: expected.guests,
    day: dayAt(now(), demoTimeZone),
    endsAt: plot === 'no-show' ? minuteAt(now()) : '00:00',
  });
  if (planned === undefined) return;
  if (plot === 'no-show') {
    yield { at: deskCloses };
    await desk.step(planned, 'miss', planned.members);
    return;
  }
  yield { at: expected.comes * 60 };
  const guests = await desk.checkIn(planned);
  count.visitors += guests.length;
  if (guests.length > 0) yield* plots[plot]({ ...telling, stage, expected, planned, guests });
}

const plots = {
  async *ordinary(scene) {
    yield* visitHost(scene);
    yield { at: scene.expected.goes * 60 };
    yield* leave(scene, scene.expected.host);
  },

  async *'lunch-out'(scene) {
    const { desk, planned, expected, guests } = scene;
    yield* visitHost(scene);
    yield { at: lunch.begins };
    yield* seeOff(scene, expected.host);
    await desk.step(planned, 'step-out', guests);
    yield { at: lunch.ends };
    await desk.step(planned, 'step-in', guests);
    yield* comeIn(scene);
    yield* follow(scene);
    yield { at: expected.goes * 60 };
    yield* leave(scene, expected.host);
  },

  async *relief(scene) {
    const { stage, desk, expected, guests } = scene;
    const { host, colleague = host, comes, goes } = expected;
    yield* visitHost(scene);
    yield { at: ((comes + goes) / 2) * 60 };
    yield* walkAlone(stage, colleague, expected.zone);
    for (const guest of guests) {
      await desk.relieve(guest, personOf(stage, host), personOf(stage, colleague));
    }
    yield { at: goes * 60 };
    yield* leave(scene, colleague);
  },

  async *'in-vain'(scene) {
    const { desk, planned, expected, guests } = scene;
    yield* comeIn(scene);
    for (const guest of guests) yield* waitAlone(scene, guest);
    yield { at: expected.goes * 60 };
    await desk.checkOut(planned, guests, { origin: 'desk', passReturned: true });
  },

  async *'pass-kept'(scene) {
    const { desk, planned, expected, guests, now } = scene;
    yield* visitHost(scene);
    yield { at: expected.goes * 60 };
    yield* seeOff(scene, expected.host);
    const left = now();
    yield { at: deskCloses };
    await desk.checkOut(planned, guests, { origin: 'host', at: left, passReturned: false });
    for (const { pass } of guests) await desk.missPass(pass.numeral, '閉館のとき返っていない');
  },
} as const satisfies Record<Exclude<Plot, 'no-show'>, (scene: Scene) => Part>;

/** By the gate into the lobby, where the host meets them, which the desk writes down, and to the office. */
async function* visitHost(scene: Scene): Part {
  const { stage, desk, expected, planned, guests } = scene;
  yield* comeIn(scene);
  yield* walkAlone(stage, expected.host, lobby);
  await desk.meet(planned, guests, personOf(stage, expected.host));
  yield* follow(scene);
}

/** From the desk by the gate into the lobby. */
async function* comeIn(scene: Scene): Part {
  yield { after: aMoment };
  yield* lead(scene, undefined, [demoDesk.zone, lobby]);
}

/** Behind the host, who comes to the lobby for them, to the office. */
async function* follow(scene: Scene): Part {
  const { stage, expected } = scene;
  yield* walkAlone(stage, expected.host, lobby);
  yield { after: aMoment };
  yield* lead(scene, expected.host, [lobby, expected.zone]);
}

/** お見送り: together to the lobby; the escort goes back alone. */
async function* seeOff(scene: Scene, escort: number): Part {
  const { stage, expected } = scene;
  yield* lead(scene, escort, [expected.zone, lobby]);
  yield { after: aMoment };
  yield* walkAlone(stage, escort, expected.zone);
}

async function* leave(scene: Scene, escort: number): Part {
  const { desk, planned, guests } = scene;
  yield* seeOff(scene, escort);
  await desk.checkOut(planned, guests, { origin: 'desk', passReturned: true });
}

function personOf({ walkers }: Stage, walker: number): string {
  return walkers[walker]?.personId ?? '';
}

/** The minute it is, `HH:MM`: whoever is expected until then is late at once. */
function minuteAt(now: Date): string {
  return DateTime.fromJSDate(now, { zone: demoTimeZone }).toFormat('HH:mm');
}
