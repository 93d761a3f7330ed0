import type { Pool } from '../../src/db/pool.ts';
import { aGateway } from './a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from './a-plan.ts';
import { aVisitor } from './a-visitor.ts';
import { anOffice } from './an-office.ts';
import { anOutsider } from './an-outsider.ts';
import { startTestApp } from './test-app.ts';

/** A site at which everything happened that a batch has words for; `look` sees the connections its batches ran on. */
export async function aBusySite<Seen>(look: (batches: Pool) => Promise<Seen>): Promise<Seen> {
  const test = await startTestApp();
  try {
    const plan = aPlan();
    const office = await anOffice(test.deps, {
      plan: {
        ...plan,
        site: { ...plan.site, presenceResetAt: '03:00' },
        zones: [
          ...plan.zones.map((zone) => (zone.id === 'server' ? aZone({ ...zone, maxOccupancy: 5 }) : zone)),
          aZone({ id: 'vault', class: 3, neverAlone: true }),
        ],
        doors: [...plan.doors, aDoor('office', 'vault')],
        readers: [...plan.readers, aReader('office-vault', 'vault')],
      },
    });
    const token = office.tokens.get('gateway');
    const posted = async (payload: unknown) => {
      const answer = await test.ask(token, {
        method: 'POST',
        url: '/api/v1/gateway/events',
        payload: JSON.stringify(payload),
        headers: { 'content-type': 'application/json' },
      });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer;
    };
    const { epoch, event, read, post } = aGateway(posted, test.clock.now);
    const later = (minutes: number) =>
      test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
    const card = office.persons[0]?.number ?? '';

    await post(read(card, 'hall-office-to-office'));
    const granted = read(card, 'office-server-to-server');
    await post(granted, event('door-opened', { door: 'hall-office' }));
    await post(event('read-abandoned', { read: granted.seq }));
    await post(read('99999', 'hall-office-to-office'), read(card, 'no-such-reader'));
    await post(event('door-forced', { door: 'street-hall' }), event('tamper'), event('heartbeat'));
    await post(event('door-restored', { door: 'street-hall' }), event('tamper-restored'));
    await posted({ epoch, events: [{ ...granted, reader: 'hall-office-to-office' }] });
    // Nobody opened the door in time, and the night has come over everybody's place.
    await test.pool.query(
      `insert into deadlines (site_id, kind, ref, due_at) values ($1, 'presence-reset', '', $2)`,
      [office.siteId, test.clock.now()],
    );
    // One waits for the other of a pair, who comes.
    await post(read(card, 'office-vault-to-vault'));
    await post(read(office.persons[1]?.number ?? '', 'office-vault-to-vault'));
    // A host brings a visitor through two doors.
    const visitor = await aVisitor(test.deps, office.siteId, {
      number: '60001',
      zones: plan.zones.map(({ id }) => id),
      over: { escortIds: [office.persons[2]?.id ?? ''] },
    });
    const escort = office.persons[2]?.number ?? '';
    for (const reader of ['hall-office-to-office', 'office-server-to-server']) {
      await post(read(visitor.number, reader));
      await post(read(escort, reader));
    }
    // A host brings somebody from outside, and leaves them behind.
    const guest = await anOutsider(test.deps, office.siteId, {
      number: '70001',
      host: office.persons[0]?.id ?? '',
      zones: plan.zones.map(({ id }) => id),
    });
    await post(read(card, 'hall-office-to-office'), read(guest.number, 'hall-office-to-office'));
    await post(read(guest.number, 'office-server-to-server'));
    await post(read(card, 'office-server-to-server'));
    await post(read(card, 'office-server-to-office'));
    later(2);
    await post(event('heartbeat'));
    const opened = event('door-opened', { door: 'hall-office' });
    await post(read(card, 'hall-office-to-office'));
    // An opening that the grant has overtaken.
    await post(opened);
    // Nobody has acknowledged the door that was forced.
    later(15);
    // Something is missing, and comes after all.
    const kept = event('heartbeat');
    await post(event('heartbeat'));
    later(6);
    await post(event('heartbeat'));
    await post(kept);
    later(2);
    await post(event('exit-request', { door: 'street-hall' }));
    const before = new Date('2026-01-01T00:00:00Z').toISOString();
    await post(read(card, 'hall-office-to-office', { decided: { verdict: 'grant' }, at: before }));
    return await look(test.batchPool);
  } finally {
    await test.close();
  }
}
