import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, readMigrationConfig } from '../../src/config.ts';
import { describeFaults } from '../../src/environment.ts';

const files: Readonly<Record<string, string>> = {
  '/run/secrets/url': 'postgres://app:s3cret@db:5432/sekisho\n',
  '/run/secrets/nonsense': 'hunter2',
  '/tls/cert.pem': '-----BEGIN CERTIFICATE-----\n',
  '/tls/key.pem': '-----BEGIN PRIVATE KEY-----\n',
};

function read(env: Record<string, string>) {
  return readConfig(env, (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('ENOENT');
    return content;
  });
}

function configOf(env: Record<string, string>) {
  const result = read(env);
  if (!result.ok) throw new Error(describeFaults(result.refusal));
  return result.value;
}

function faultsOf(env: Record<string, string>) {
  const result = read(env);
  return result.ok ? [] : result.refusal.map((fault) => fault.variable);
}

const tls = { TLS_CERT_FILE: '/tls/cert.pem', TLS_KEY_FILE: '/tls/key.pem' };

describe('readConfig', () => {
  it('needs no setting: loopback, the embedded server, no proxy', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: resolve('.data'),
      highWaterFile: resolve('.data/high-water.json'),
      database: { kind: 'embedded' },
      tls: undefined,
      behindTlsProxy: false,
      publicOrigin: undefined,
      provider: undefined,
      trustedProxies: [],
      logLevel: 'info',
      policy: 'unified-h24-draft',
      poolSize: 10,
      bulkReadRows: 1_000,
      peppers: undefined,
      seedKeys: undefined,
      passwordIterations: 210_000,
    });
  });

  it('knows the origin of browsers where it is one, over TLS or of this machine', () => {
    for (const value of [
      'https://sekisho.example.go.jp',
      'https://a.example:8443',
      'http://localhost:3000',
    ]) {
      expect(configOf({ PUBLIC_ORIGIN: value }).publicOrigin).toBe(value);
    }
    for (const value of [
      'sekisho.example.go.jp',
      'http://sekisho.example',
      'https://a.example/',
      'https://a.example/x',
      'HTTPS://a.example',
    ]) {
      expect(faultsOf({ PUBLIC_ORIGIN: value }), value).toEqual(['PUBLIC_ORIGIN']);
    }
  });

  it('takes an empty variable for one that is not set', () => {
    expect(configOf({ PORT: '', HOST: '', DATABASE_URL: '', TLS_CERT_FILE: '' })).toEqual(configOf({}));
  });

  it('names every fault at once, with the value and the form expected', () => {
    const result = read({
      PORT: '70000',
      HOST: 'not a host',
      POOL_SIZE: '1',
      LOG_LEVEL: 'loud',
      POLICY: 'proposals-unified-h24-draft',
      BEHIND_TLS_PROXY: 'yes',
      TRUSTED_PROXIES: '10.0.0.0/33',
      TLS_KEY_FILE: '/nowhere',
    });
    expect(result.ok ? '' : describeFaults(result.refusal).split('\n').sort()).toEqual([
      'BEHIND_TLS_PROXY=yes: expected one of 0, 1',
      'HOST=not a host: expected an IP address or a host name',
      'LOG_LEVEL=loud: expected one of fatal, error, warn, info, debug, trace, silent',
      'POLICY=proposals-unified-h24-draft: expected the name of a package in policies/',
      'POOL_SIZE=1: expected a whole number from 2 to 500',
      'PORT=70000: expected a whole number from 0 to 65535',
      'TLS_CERT_FILE: expected to be set where TLS_KEY_FILE is',
      'TLS_KEY_FILE=/nowhere: expected the path of a file this user can read',
      'TRUSTED_PROXIES=10.0.0.0/33: expected IP addresses or networks, with commas between',
    ]);
  });

  it('never prints a secret, wherever it stood', () => {
    for (const env of [
      { DATABASE_URL: 'mysql://app:hunter2@db/sekisho' },
      { DATABASE_URL: 'postgres://app:hunter2@db/' },
      { DATABASE_URL: 'hunter2', DATABASE_URL_FILE: '/run/secrets/url' },
      { MIGRATE_DATABASE_URL: 'postgres://owner:hunter2@db/sekisho' },
      { DATABASE_URL_FILE: '/run/secrets/nonsense' },
    ]) {
      const result = read(env);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toContain('hunter2');
    }
  });
});

describe('the database', () => {
  it('is read from a file as well, without the line end', () => {
    const url = 'postgres://app:s3cret@db:5432/sekisho';
    expect(configOf({ DATABASE_URL_FILE: '/run/secrets/url' }).database).toEqual({
      kind: 'given',
      service: { url, variable: 'DATABASE_URL_FILE' },
      batches: undefined,
      owner: undefined,
    });
  });

  it('is migrated by another login where one is given', () => {
    const { database } = configOf({
      DATABASE_URL_FILE: '/run/secrets/url',
      MIGRATE_DATABASE_URL: 'postgres://owner@db/sekisho',
    });
    expect(database).toMatchObject({
      service: { variable: 'DATABASE_URL_FILE' },
      owner: { url: 'postgres://owner@db/sekisho', variable: 'MIGRATE_DATABASE_URL' },
    });
    expect(faultsOf({ MIGRATE_DATABASE_URL: 'postgres://owner@db/sekisho' })).toEqual(['DATABASE_URL']);
  });

  it('is asked at the doors by another login where one is given', () => {
    const batches = 'postgres://doors@db/sekisho';
    expect(
      configOf({ DATABASE_URL: 'postgres://app@db/sekisho', BATCH_DATABASE_URL: batches }),
    ).toMatchObject({
      database: { batches: { url: batches, variable: 'BATCH_DATABASE_URL' } },
    });
    expect(faultsOf({ BATCH_DATABASE_URL: batches })).toEqual(['DATABASE_URL']);
  });

  it('is migrated where the owner alone is known, whatever else is wrong', () => {
    const owner = { url: 'postgres://owner@db/sekisho', variable: 'MIGRATE_DATABASE_URL' };
    const result = readMigrationConfig({ MIGRATE_DATABASE_URL: owner.url, PORT: 'none' }, () => '');
    expect(result).toMatchObject({ ok: true, value: { owner, service: undefined } });
    expect(readMigrationConfig({ DATABASE_URL: 'hunter2' }, () => '')).toEqual({
      ok: false,
      refusal: [expect.objectContaining({ variable: 'DATABASE_URL', value: undefined })],
    });
  });

  it('may be reached by a socket', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://app@localhost/sekisho?host=%2Frun%2Fpostgresql' })).toEqual(
      [],
    );
  });
});

describe('beyond loopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', 'localhost'])(
    '%s stays on this machine',
    (host) => {
      expect(faultsOf({ HOST: host })).toEqual([]);
    },
  );

  it.each(['0.0.0.0', '::', '10.1.2.3', 'sekisho.example.go.jp', '127.1', '128.0.0.1'])(
    '%s needs TLS or a proxy that does it',
    (host) => {
      expect(faultsOf({ HOST: host })).toEqual(['HOST']);
      expect(faultsOf({ HOST: host, BEHIND_TLS_PROXY: '0' })).toEqual(['HOST']);
      expect(faultsOf({ HOST: host, BEHIND_TLS_PROXY: '1' })).toEqual([]);
      expect(faultsOf({ HOST: host, ...tls })).toEqual([]);
    },
  );

  it('a certificate without a key, or in another form, opens nothing', () => {
    expect(faultsOf({ HOST: '0.0.0.0', TLS_CERT_FILE: '/tls/cert.pem' })).toEqual(['TLS_KEY_FILE']);
    expect(faultsOf({ HOST: '0.0.0.0', ...tls, TLS_CERT_FILE: '/run/secrets/nonsense' })).toEqual([
      'TLS_CERT_FILE',
    ]);
  });

  it('believes proxies only where one stands in front', () => {
    expect(faultsOf({ TRUSTED_PROXIES: '10.0.0.1' })).toEqual(['TRUSTED_PROXIES']);
    expect(configOf({ BEHIND_TLS_PROXY: '1', TRUSTED_PROXIES: '10.0.0.1, fd00::/8' }).trustedProxies).toEqual(
      ['10.0.0.1', 'fd00::/8'],
    );
  });
});
