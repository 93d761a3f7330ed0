import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectConnections } from '../../src/cli/database/expect-connections.ts';
import { Obstacle } from '../../src/cli/terminal/terminal.ts';
import { loadConnectionRoom } from '../../src/db/load-connection-room.ts';
import { asOwner } from '../support/as-owner.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let database: string;
beforeAll(async () => {
  test = await startTestApp();
  database = new URL(test.databaseUrl).pathname.slice(1);
});
afterAll(() => test.close());

const limitTo = (most: number) => asOwner(test, `alter database "${database}" with connection limit ${most}`);

describe('a start', () => {
  it('knows how many connections the server leaves to it', async () => {
    const { rows } = await test.pool.query<{ most: number }>(
      "select current_setting('max_connections')::int as most",
    );
    const room = await loadConnectionRoom(test.pool);
    expect(room).toBeGreaterThan(0);
    expect(room).toBeLessThan(rows[0]?.most ?? 0);
  });

  it('is refused with the name of the setting where the database gives fewer than it wants', async () => {
    await limitTo(25);
    expect(await loadConnectionRoom(test.pool)).toBe(25);
    await expect(expectConnections(test.pool, { poolSize: 20 })).resolves.toBeUndefined();
    const refused = await expectConnections(test.pool, { poolSize: 21 }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Obstacle);
    expect(refused).toMatchObject({ message: expect.stringContaining('POOL_SIZE=21 wants 26') });
  });
});
