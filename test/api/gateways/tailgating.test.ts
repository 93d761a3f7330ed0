import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  guard = await aMachine(test, 'guards', [{ role: 'guard' }]);
});
afterAll(() => test.close());

const server = 'office-server-to-server';
const door = 'office-server';
type Step =
  | 'A reads'
  | 'B reads'
  | 'opened'
  | 'closed'
  | 'button'
  | 'emergency'
  | 'later'
  | 'A decided alone'
  | 'held';

let offices = 0;
async function aHouse(plan = aPlan()): Promise<{ office: Office; gateway: TestGateway }> {
  offices += 1;
  const office = await anOffice(test.deps, { plan, firstNumber: 10_000 * offices, staff: 2 });
  const gateway = aGatewayOf(test, office.tokens.get('gateway'));
  // Where they are, and that the door is shut, is known.
  for (const { number } of office.persons) await gateway.post(gateway.read(number, 'hall-office-to-office'));
  await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
  await gateway.post(gateway.event('door-closed', { door }));
  return { office, gateway };
}

function eventOf(
  step: Exclude<Step, 'later' | 'emergency'>,
  office: Office,
  gateway: TestGateway,
): GatewayEvent {
  const [a, b] = office.persons;
  switch (step) {
    case 'A reads':
      return gateway.read(a?.number ?? '', server);
    case 'B reads':
      return gateway.read(b?.number ?? '', server);
    case 'A decided alone':
      return gateway.read(a?.number ?? '', server, { decided: { verdict: 'grant' } });
    case 'button':
      return gateway.event('exit-request', { door });
    default:
      return gateway.event(`door-${step}`, { door });
  }
}

async function take(steps: readonly Step[], { office, gateway }: Awaited<ReturnType<typeof aHouse>>) {
  for (const step of steps) {
    if (step === 'later') test.clock.set(new Date(test.clock.now().getTime() + 11_000));
    else if (step === 'emergency') await gateway.post(gateway.event('fire-signal', {}));
    else await gateway.post(eventOf(step, office, gateway));
  }
}

async function suspected({ siteId }: Office): Promise<number> {
  const { body } = await test.ask(guard, { url: `/api/v1/sites/${siteId}/alarms?kind=tailgating-suspected` });
  expect(body.items.length).toBeLessThanOrEqual(1);
  const [alarm] = body.items;
  if (alarm !== undefined) expect(alarm).toMatchObject({ door, gateway: null, person: null });
  return alarm?.times ?? 0;
}

describe('tailgating at a door where everybody is read', () => {
  it.each<readonly [string, readonly Step[], number]>([
    ['one opening on one grant', ['A reads', 'opened', 'closed'], 0],
    ['two openings on one grant', ['A reads', 'opened', 'closed', 'opened', 'closed'], 1],
    ['three openings on one grant', ['A reads', 'opened', 'closed', 'opened', 'closed', 'opened'], 2],
    ['two openings on two grants', ['A reads', 'B reads', 'opened', 'closed', 'opened', 'closed'], 0],
    ['three on two', ['A reads', 'B reads', 'opened', 'closed', 'opened', 'closed', 'opened'], 1],
    ['two grants, each with its opening', ['A reads', 'opened', 'closed', 'B reads', 'opened'], 0],
    [
      'a grant whose time is over before the door opens again',
      ['A reads', 'B reads', 'opened', 'closed', 'later', 'opened'],
      1,
    ],
    ['an opening that nobody read for', ['opened', 'closed'], 1],
    ['an opening by the exit button', ['button', 'opened', 'closed'], 0],
    ['one opening too many by the exit button', ['button', 'opened', 'closed', 'opened'], 1],
    ['an exit button long before', ['button', 'later', 'opened'], 1],
    ['a grant and the exit button', ['A reads', 'button', 'opened', 'closed', 'opened', 'closed'], 0],
    ['a contact that tells twice that the door is open', ['A reads', 'opened', 'opened', 'closed'], 0],
    ['a door that is held open and opened again', ['A reads', 'opened', 'held', 'opened', 'closed'], 0],
    ['an emergency', ['emergency', 'opened', 'closed', 'opened'], 0],
  ])('%s', async (_, steps, times) => {
    const house = await aHouse();
    await take(steps, house);
    expect(await suspected(house.office)).toBe(times);
    const { siteId } = house.office;
    await expectAsReplayed(test.pool, siteId);
  });

  it('is the same where all of it comes in one post', async () => {
    const { office, gateway } = await aHouse();
    const steps = ['A reads', 'opened', 'closed', 'opened', 'closed'] as const;
    await gateway.post(...steps.map((step) => eventOf(step, office, gateway)));
    expect(await suspected(office)).toBe(1);
  });

  it('is not told from what comes afterwards or out of order', async () => {
    const { office, gateway } = await aHouse();
    await gateway.post(eventOf('A decided alone', office, gateway));
    const early = eventOf('opened', office, gateway);
    await gateway.post(gateway.event('heartbeat'), eventOf('closed', office, gateway));
    await gateway.post(early);
    expect(await suspected(office)).toBe(0);
  });

  it('is not told of a door that is read on one side', async () => {
    const plan = aPlan();
    const readers = plan.readers.filter((reader) => !(reader.door === door && reader.to === 'office'));
    const house = await aHouse({ ...plan, readers });
    await take(['opened', 'closed', 'opened', 'closed'], house);
    expect(await suspected(house.office)).toBe(0);
  });
});
