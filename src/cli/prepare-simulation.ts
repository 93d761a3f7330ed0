import { databaseOf } from '../db/pool.ts';
import { type Cast, loadCast } from '../demo/traffic/load-cast.ts';
import { buildGatewayClient, type GatewayClient } from '../gateways/gateway-client.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { findPersonContext } from '../operators/find-person-context.ts';
import { listRoles } from '../operators/list-roles.ts';
import { takeCardStep } from '../people/cards/take-card-step.ts';
import { extendSchedule } from '../people/overtime/extend-schedule.ts';
import { isWithinSchedule } from '../zones/hours/is-within-schedule.ts';
import { demoTokens } from './demo-tokens.ts';
import { expectDone } from './expect-done.ts';
import { Obstacle, type Terminal } from './terminal.ts';
import { terminalContext } from './terminal-context.ts';

export type Simulation = { readonly cast: Cast; readonly clients: ReadonlyMap<string, GatewayClient> };

const hourMs = 3_600_000;

/** Finds the demo office and readies it: tokens of its gateways, its lost card, and office hours if it is night. */
export async function prepareSimulation(
  deps: ActDeps,
  terminal: Terminal,
  { url, dataDir }: { readonly url: string; readonly dataDir: string },
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
  const walkers = closed ? cast.walkers.filter(({ work }) => work !== 'cleaner') : cast.walkers;
  const gateways = plan.gateways.map(({ id }) => id);
  const tokens = await demoTokens(deps, terminal, dataDir, siteId, gateways);
  const clients = [...tokens].map(([id, token]) => [id, buildGatewayClient({ url, token })] as const);
  return { cast: { ...cast, walkers }, clients: new Map(clients) };
}

/** Whether it is closed now. The service decides by the true time; so that the demo is alive at night too, the duty officer (当直) extends the hours. */
async function openAtNight(
  deps: ActDeps,
  terminal: Terminal,
  { siteId, plan, organisations }: Cast,
): Promise<boolean> {
  const now = deps.clock.now();
  const hours = plan.schedules.find(({ id }) => id === 'office-hours');
  const soon = new Date(now.getTime() + hourMs / 4);
  if (hours === undefined) return false;
  if ([now, soon].every((at) => isWithinSchedule(hours, plan.calendar, at, plan.site.timeZone))) return false;
  const { items } = await listRoles(databaseOf(deps.pool), { limit: 200, role: 'guard' });
  const guard = items.find((one) => one.siteId === siteId);
  const context = guard && (await findPersonContext(deps, guard.holder, 'simulate'));
  if (context === undefined) return true;
  const until = new Date(now.getTime() + 2 * hourMs);
  for (const organisationId of organisations) {
    const draft = { organisationId, until, reason: '見本の一日を執務時間の外で再現' };
    expectDone(await extendSchedule(deps, context, siteId, draft));
  }
  terminal.say({
    ja: '見本の庁舎はいま執務時間外です。当直が各課の時間を二時間延長しました（記録に残ります）。',
    en: 'the demo office is closed at this hour: its duty officer extends the hours by two (it is on the record).',
  });
  return true;
}
