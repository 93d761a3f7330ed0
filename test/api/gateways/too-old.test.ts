import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let reader = 0;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 60 });
  test.clock.set(new Date(test.clock.now().getTime() + 86_400_000));
});
afterAll(() => test.close());
beforeEach(() => {
  // A buffer of its own, and a time that is later than what was told before.
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  test.clock.set(new Date(test.clock.now().getTime() + 120_000));
});

const from = (seconds: number) => new Date(test.clock.now().getTime() + 1000 * seconds).toISOString();
const beat = (seconds = 0) => gateway.event('heartbeat', { at: from(seconds) });
/** Somebody who has not read yet, so many seconds from now. */
function read(seconds: number, at = 'street-hall-to-hall', over = {}): GatewayEvent {
  reader += 1;
  return gateway.read(office.persons[reader - 1]?.number ?? '', at, { at: from(seconds), ...over });
}
async function answersTo(...events: readonly GatewayEvent[]) {
  const { body } = await gateway.post(...events);
  return body.results;
}
const tooOld = { status: 'stored', verdict: 'deny', reasons: [{ code: 'too-old-to-open' }] };

describe('a read that is older than what its gateway told since', () => {
  it('is denied in words, and recorded as any other', async () => {
    await answersTo(beat());
    const late = read(-31);
    const [answer] = await answersTo(late);
    expect(answer).toMatchObject({ ...tooOld, reasons: [{ says: '届くのが遅すぎた読取り' }] });
    expect(answer).not.toHaveProperty('openWithinMs');
    const entry = await lastEntryOf(test.pool, office.siteId);
    expect(entry).toMatchObject({
      seq: answer.entry,
      kind: 'card-read',
      at: late.at,
      decision: { verdict: 'deny', reasons: [{ code: 'too-old-to-open' }], notes: [{ code: 'not-judged' }] },
      effects: [],
    });
  });

  it('opens up to the time of the site', async () => {
    await answersTo(beat());
    expect(await answersTo(read(-30))).toMatchObject([{ verdict: 'grant', openWithinMs: 10_000 }]);
  });

  it.each([
    ['in the order of the numbers', (one: GatewayEvent, other: GatewayEvent) => [one, other]],
    ['in another order', (one: GatewayEvent, other: GatewayEvent) => [other, one]],
  ])('is so beside it in one post, %s', async (_, order) => {
    const late = read(-60);
    const answers = await answersTo(...order(late, beat()));
    expect(answers.find(({ seq }: { seq: number }) => seq === late.seq)).toMatchObject(tooOld);
  });

  it('is so for all that were held back together, and sets back no clock; a new one opens', async () => {
    await answersTo(beat());
    expect(await answersTo(read(-20))).toMatchObject([{ verdict: 'grant' }]);
    const held = [read(-300), read(-290), read(-45)];
    for (const one of held) expect(await answersTo(one)).toMatchObject([tooOld]);
    expect(await answersTo(read(-1))).toMatchObject([{ verdict: 'grant' }]);
    const guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/alarms` });
    expect(body.items.map(({ kind }: { kind: string }) => kind)).not.toContain('gateway-clock');
  });

  it('goes by the clock of the gateway, however far that is off', async () => {
    const hours = 9 * 3600;
    await answersTo(beat(hours));
    for (const seconds of [-31, -hours - 60]) {
      expect(await answersTo(read(hours + seconds))).toMatchObject([tooOld]);
    }
    expect(await answersTo(read(hours - 1))).toMatchObject([{ verdict: 'grant' }]);
  });

  it('is so after what a door did or a buffer lost, as after a heartbeat', async () => {
    for (const kind of ['buffer-lost', 'exit-request']) {
      await answersTo(gateway.event(kind, kind === 'exit-request' ? { door: 'street-hall' } : {}));
      expect(await answersTo(read(-31))).toMatchObject([tooOld]);
    }
  });

  it('never holds anybody inside: it is noted', async () => {
    await answersTo(beat());
    const [answer] = await answersTo(read(-600, 'office-server-to-office'));
    expect(answer).toMatchObject({ verdict: 'grant', openWithinMs: 10_000 });
    const { decision } = await lastEntryOf(test.pool, office.siteId);
    expect(decision).toMatchObject({ direction: 'leaving', reasons: [] });
    expect(decision.notes).toContainEqual({ code: 'too-old-to-open' });
  });

  it('moves nobody', async () => {
    await answersTo(beat());
    await answersTo(read(-60));
    const { id } = office.persons[reader - 1] ?? { id: '' };
    expect(await placeOf(test.pool, office.siteId, id)).toBeUndefined();
  });
});

describe('a clock that is set back', () => {
  /** Lets time pass, and somebody read: by a clock that was set back by so many seconds. */
  async function readAfter(seconds: number, back: number) {
    test.clock.set(new Date(test.clock.now().getTime() + 1000 * seconds));
    return answersTo(read(-back));
  }

  it.each([
    ['ran ahead and is right now', 45, 0],
    ['ran hours ahead and is right now', 40_000, 0],
    ['was right', 0, 3600],
  ])('is shown by reads that keep pace for ten seconds, where it %s', async (_, ahead, back) => {
    await answersTo(beat(ahead));
    for (const seconds of [1, 3, 6]) expect(await readAfter(seconds, back)).toMatchObject([tooOld]);
    expect(await readAfter(4, back)).toMatchObject([{ verdict: 'grant', openWithinMs: 10_000 }]);
    expect(await readAfter(0, back)).toMatchObject([{ verdict: 'grant' }]);
    expect(await readAfter(0, back + 31)).toMatchObject([tooOld]);
  });

  it('is not shown by reads that were held back, one by one or together', async () => {
    await answersTo(beat());
    const held = [-300, -280, -260].map((seconds) => read(seconds));
    for (const one of held) {
      test.clock.set(new Date(test.clock.now().getTime() + 5000));
      expect(await answersTo(one)).toMatchObject([tooOld]);
    }
    expect(await answersTo(read(-240), read(-220), read(-200))).toMatchObject([tooOld, tooOld, tooOld]);
  });

  it('is not shown where its gateway tells in between that it was not', async () => {
    await answersTo(beat());
    expect(await readAfter(1, 60)).toMatchObject([tooOld]);
    await answersTo(beat());
    expect(await readAfter(11, 60)).toMatchObject([tooOld]);
    expect(await readAfter(9, 60)).toMatchObject([tooOld]);
    expect(await readAfter(2, 60)).toMatchObject([{ verdict: 'grant' }]);
  });

  it('is not shown by a read with a lower number than what is newer', async () => {
    const held = read(-38);
    await answersTo(beat());
    expect(await answersTo(read(-49))).toMatchObject([tooOld]);
    test.clock.set(new Date(test.clock.now().getTime() + 11_000));
    expect(await answersTo(held)).toMatchObject([tooOld]);
  });
});

describe('no read is too old', () => {
  it('before its gateway has told anything', async () => {
    expect(await answersTo(read(-86_000))).toMatchObject([{ verdict: 'grant' }]);
  });

  it('for what another buffer of the gateway told: its clock may have begun anew', async () => {
    await answersTo(beat());
    gateway = aGatewayOf(test, office.tokens.get('gateway'));
    expect(await answersTo(read(-3000))).toMatchObject([{ verdict: 'grant' }]);
  });

  it('once a clock that was set back is told again', async () => {
    await answersTo(beat());
    await answersTo(beat(-3000));
    expect(await answersTo(read(-2999))).toMatchObject([{ verdict: 'grant' }]);
  });

  it('for what one read says of a time to come; nor is any new for one that says no time', async () => {
    await answersTo(beat());
    expect(await answersTo(read(40_000))).toMatchObject([{ verdict: 'grant' }]);
    expect(await answersTo(read(-5))).toMatchObject([{ verdict: 'grant' }]);
    expect(await answersTo(read(0, undefined, { at: 'noon' }))).toMatchObject([{ verdict: 'grant' }]);
    expect(await answersTo(read(-60))).toMatchObject([tooOld]);
  });

  it('that is told afterwards: nobody stands there for it anyway', async () => {
    await answersTo(beat());
    const [alone] = await answersTo(
      read(-600, 'street-hall-to-hall', { decided: { verdict: 'grant', listVersion: 1 } }),
    );
    expect(codesOf(alone)).toEqual([]);
    const events = [read(-600)];
    const { body } = await test.ask(office.tokens.get('gateway'), {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch: gateway.epoch, backlog: true, events },
    });
    expect(body.results).toMatchObject([{ verdict: 'grant' }]);
  });

  it('that was answered before: a repeat is answered as it was', async () => {
    const first = read(-40);
    expect(await answersTo(first)).toMatchObject([{ status: 'stored', verdict: 'grant' }]);
    await answersTo(beat());
    expect(await answersTo(first)).toMatchObject([{ status: 'duplicate', verdict: 'grant' }]);
    const late = read(-40);
    expect(await answersTo(late)).toMatchObject([tooOld]);
    expect(await answersTo(late)).toMatchObject([{ ...tooOld, status: 'duplicate' }]);
  });

  it('before the time that the plan of the site sets', async () => {
    const plan = aPlan();
    const patient = await anOffice(test.deps, {
      plan: { ...plan, site: { ...plan.site, tooOldAfterMs: 60_000 } },
      staff: 2,
      firstNumber: 20_000,
    });
    const own = aGatewayOf(test, patient.tokens.get('gateway'));
    await own.post(own.event('heartbeat'));
    const verdicts = [];
    for (const [place, seconds] of [-60, -61].entries()) {
      const event = own.read(patient.persons[place]?.number ?? '', 'street-hall-to-hall', {
        at: from(seconds),
      });
      verdicts.push((await own.post(event)).body.results[0].verdict);
    }
    expect(verdicts).toEqual(['grant', 'deny']);
  });
});
