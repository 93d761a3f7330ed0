import { simulatedPasses } from '../../demo/demo-passes.ts';
import { expectPermits } from '../../demo/permits/expect-permits.ts';
import { buildChance } from '../../demo/traffic/chance.ts';
import { type Cast, loadCast, someOf } from '../../demo/traffic/load-cast.ts';
import type { Walker } from '../../demo/traffic/plan-day.ts';
import { type ExpectedVisit, expectVisits, receivers } from '../../demo/visitors/expect-visits.ts';
import type { DeskPeople } from '../../demo/visitors/front-desk.ts';
import { buildPersonClient } from '../../demo/visitors/person-client.ts';
import { readyPasses } from '../../demo/visitors/ready-passes.ts';
import { buildGatewayClient, type GatewayClient } from '../../gateways/gateway-client.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { takeCardStep } from '../../people/cards/take-card-step.ts';
import { expectDone } from '../terminal/expect-done.ts';
import { Obstacle, type Terminal } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';
import { demoTokens } from './demo-tokens.ts';
import { findPost } from './find-post.ts';
import { openAtNight } from './open-at-night.ts';
import { type ReadyPermits, readyPermits } from './ready-permits.ts';

/** A day that is ready to be played. */
export type Simulation = {
  readonly cast: Cast;
  /** Who walks through the day. */
  readonly walkers: readonly Walker[];
  readonly visits: readonly ExpectedVisit[];
  /** By gateway. */
  readonly clients: ReadonlyMap<string, GatewayClient>;
  readonly permits: ReadyPermits;
  /** Absent where nobody is at the desk: then nobody visits, and nothing is permitted. */
  readonly people: DeskPeople | undefined;
};

export type SimulationAsked = {
  readonly url: string;
  readonly dataDir: string;
  readonly people: number;
  readonly seed: number;
};

/**
 * Finds the demo office and readies it: its lost card, office hours if it is night, who has visitors today, passes for them, who is
 * permitted something, and tokens of its gateways, its reception and whoever acts.
 */
export async function prepareSimulation(
  deps: ActDeps,
  terminal: Terminal,
  { url, dataDir, people, seed }: SimulationAsked,
): Promise<Simulation> {
  const cast = await loadCast(deps.pool);
  if (cast === undefined) {
    throw new Obstacle({
      ja: '見本の庁舎がありません。simulate は見本の庁舎でだけ動きます。空の DATA_DIR で npm start を一度行ってください。',
      en: 'there is no demo office, and only that is simulated: run npm start once on an empty DATA_DIR.',
    });
  }
  const { siteId, plan, losable } = cast;
  if (losable?.active === true) {
    const reason = '見本の一日: 通勤中に紛失';
    expectDone(await takeCardStep(deps, terminalContext(), losable.cardId, 'report-lost', reason));
  }
  const closed = await openAtNight(deps, terminal, cast);
  // An extension is for the staff of a unit: cleaners come by the hours of their contract alone.
  const awake = closed ? cast.walkers.filter(({ work }) => work !== 'cleaner') : cast.walkers;
  const walkers = someOf(awake, people);
  const reception = (await findPost(deps, siteId, 'reception'))?.personId;
  const visits = reception === undefined ? [] : visitsOf(cast, walkers, reception, seed);
  const mayAct = ({ personId }: Walker) => personId !== reception;
  const house = { plan, everybody: awake, receiving: receivers(visits), mayAct };
  const permits = await readyPermits(deps, siteId, walkers, expectPermits(walkers, house));
  const passes = visits.flatMap(({ guests }) => guests.map(({ pass }) => pass));
  expectDone(await readyPasses(deps, terminalContext(), siteId, passes));

  const hosts = [...receivers(visits)].flatMap((walker) => walkers[walker]?.personId ?? []);
  const staff = [...new Set([...hosts, ...permits.staff])];
  const gateways = plan.gateways.map(({ id }) => id);
  const tokens = await demoTokens(deps, terminal, dataDir, siteId, [
    ...gateways.map((id) => ({ type: 'gateway', id }) as const),
    ...[...staff, ...(reception === undefined ? [] : [reception])].map(
      (id) => ({ type: 'person', id }) as const,
    ),
  ]);
  const tokenOf = (id: string) => tokens.get(id) ?? '';
  const speaking = (id: string) => buildPersonClient(url, siteId, tokenOf(id));
  return {
    cast,
    walkers,
    visits,
    permits,
    clients: new Map(gateways.map((id) => [id, buildGatewayClient({ url, token: tokenOf(id) })])),
    people:
      reception === undefined
        ? undefined
        : {
            reception: speaking(reception),
            staff: new Map(staff.map((id) => [id, speaking(id)])),
          },
  };
}

/** Visitors have a chance of their own: the staff's day stays as it is without them. */
const visitSeed = 0x5eed;

/** Nobody takes in their own visitors. */
function visitsOf({ plan }: Cast, walkers: readonly Walker[], reception: string, seed: number) {
  const mayHost = ({ personId }: Walker) => personId !== reception;
  return expectVisits(walkers, { plan, passes: simulatedPasses, mayHost }, buildChance(seed ^ visitSeed));
}
