import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { onServer, urlOfDatabase } from '../support/server-connection.ts';

describe('whoever migrates an empty database', () => {
  it('is warned of nothing: there is nothing to look after', async () => {
    const { url, prefix } = inject('databaseServer');
    const name = `${prefix}_${randomBytes(6).toString('hex')}`;
    await onServer(url, (client) =>
      client.query(`create database ${name} template template0 encoding 'UTF8'`),
    );
    expect(await migrate(urlOfDatabase(url, name))).toEqual([]);
    await onServer(url, (client) => client.query(`drop database ${name} with (force)`));
  });
});
