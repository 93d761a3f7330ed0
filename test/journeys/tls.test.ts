import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningProgram, runProgram, type Settings, startProgram } from '../support/built-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aFolder, type Folder } from '../support/folder.ts';

let folder: Folder;
let database: TestDatabase;
let settings: Settings;
let authority: string;
beforeAll(async () => {
  folder = await aFolder();
  database = await createTestDatabase();
  const names = [{ type: 2 as const, value: 'localhost' }];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: names }],
  });
  authority = cert;
  const [certFile, keyFile] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key, { mode: 0o600 });
  settings = {
    HOST: '0.0.0.0',
    DATABASE_URL: database.url,
    MIGRATE_DATABASE_URL: database.ownerUrl,
    TLS_CERT_FILE: certFile,
    TLS_KEY_FILE: keyFile,
  };
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

describe('AT-104 2.2.1.1(1)(b)(イ), METI 18-3(2): a service that others reach', () => {
  it('answers over TLS alone, and says so to browsers and in its log', async () => {
    const service = startProgram(['serve'], settings);
    try {
      const [, url = ''] = await service.saying(/listens on (https:\S+);/);
      expect(await ask(url, { ca: authority })).toMatchObject({
        status: 200,
        headers: { 'strict-transport-security': 'max-age=31536000; includeSubDomains' },
      });
      await expect(ask(url, { ca: authority, maxVersion: 'TLSv1.1' })).rejects.toThrow();
      await expect(fetch(url.replace('https:', 'http:'))).rejects.toThrow();
      expect(service.said()).not.toContain('http://');
      await service.saying(/"counts":\{"tls-handshake":\d+\}/);
    } finally {
      await stop(service);
    }
  });

  it('does not start without TLS, unless a proxy does it', async () => {
    const { TLS_CERT_FILE, TLS_KEY_FILE, ...plain } = settings;
    const refused = await runProgram(['serve'], plain);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('HOST=0.0.0.0');
    const behind = startProgram(['serve'], { ...plain, BEHIND_TLS_PROXY: '1' });
    await behind.saying(/listens on http:/);
    await stop(behind);
  });
});

async function stop(service: RunningProgram): Promise<void> {
  service.process.kill('SIGTERM');
  expect(await service.ended).toBe(0);
}

function ask(url: string, trust: { readonly ca: string; readonly maxVersion?: 'TLSv1.1' }) {
  return new Promise<{ readonly status: number | undefined; readonly headers: object }>((resolve, reject) => {
    request(new URL('/healthz', url), trust, (answer) => {
      answer.resume().once('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    })
      .once('error', reject)
      .end();
  });
}
