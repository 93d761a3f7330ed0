import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { type ConfigFault, type Environment, type ReadText, variablesOf } from './environment.ts';
import { isCode } from './kernel/ids.ts';
import { isLoopback } from './kernel/is-loopback.ts';
import { isNetwork } from './kernel/is-network.ts';
import { ok, type Result, refuse } from './kernel/result.ts';
import { leastIterations } from './sign-in/passwords/build-password-hashing.ts';
import { parseVersionedSecrets, type VersionedSecrets } from './sign-in/secrets/versioned-secrets.ts';
import type { ProviderSettings } from './sign-in/single-sign-on/build-provider.ts';
import { usualPolicy } from './zones/regulation/load-policy.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** A login of a database of the house, and the variable that says it: what is wrong with it is told by that name. */
export type DatabaseLogin = {
  readonly url: string;
  /** `DATABASE_URL`, `BATCH_DATABASE_URL`, `MIGRATE_DATABASE_URL`, or one of them with `_FILE`. */
  readonly variable: string;
};

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Where the service keeps, outside the database, how far its logs have come. */
  readonly highWaterFile: string;
  /** Without DATABASE_URL the embedded server keeps its data in `dataDir`. */
  readonly database:
    | { readonly kind: 'embedded' }
    | {
        readonly kind: 'given';
        readonly service: DatabaseLogin;
        /** By which the batches decide; undefined: by the service's, with all its rights. */
        readonly batches: DatabaseLogin | undefined;
        /** Who migrates before the service begins; undefined: somebody else does, with `sekisho migrate`. */
        readonly owner: DatabaseLogin | undefined;
      };
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly behindTlsProxy: boolean;
  /** Under which origin browsers find the service, as `https://sekisho.example.go.jp`; undefined: known on this machine alone. */
  readonly publicOrigin: string | undefined;
  /** By which people sign in beside us; undefined: by none. */
  readonly provider: ProviderSettings | undefined;
  /** Whose word about the client's address is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: (typeof logLevels)[number];
  /** The package of 別表1・2 that the service goes by. */
  readonly policy: string;
  /** Connections of requests. With one alone a single act that waits would hold up everybody else's. */
  readonly poolSize: number;
  /** Whoever is given more rows of personal data within an hour is alarmed of. */
  readonly bulkReadRows: number;
  /** What goes into the verifiers of passwords; undefined: of the embedded database one of its own, else nobody signs in by a password. */
  readonly peppers: VersionedSecrets | undefined;
  /** What seals the seeds of authenticator apps; undefined: of the embedded database one of its own. It goes with the peppers. */
  readonly seedKeys: VersionedSecrets | undefined;
  /** By how many iterations a new verifier is derived. */
  readonly passwordIterations: number;
};

/** Reads the whole configuration, or says everything that is wrong with it at once. */
export function readConfig(env: Environment, readText: ReadText): Result<Config, readonly ConfigFault[]> {
  const variables = variablesOf(env, readText);
  const { text, whole, choice, fault, faults } = variables;

  const host = text('HOST', isHost, 'an IP address or a host name') ?? '127.0.0.1';
  const behindTlsProxy = choice('BEHIND_TLS_PROXY', ['0', '1']) === '1';
  const dataDir = resolve(variables.find('DATA_DIR') ?? '.data');
  const config = {
    host,
    port: whole('PORT', 0, 65_535) ?? 3_000,
    dataDir,
    highWaterFile: resolve(variables.find('HIGH_WATER_FILE') ?? join(dataDir, 'high-water.json')),
    database: readDatabase(variables),
    tls: readTls(variables),
    behindTlsProxy,
    publicOrigin: text(
      'PUBLIC_ORIGIN',
      isPublicOrigin,
      'an origin like https://sekisho.example.go.jp, without a path',
    ),
    provider: readProvider(variables),
    trustedProxies: list(
      text(
        'TRUSTED_PROXIES',
        (value) => list(value).every(isNetwork),
        'IP addresses or networks, with commas between',
      ),
    ),
    logLevel: choice('LOG_LEVEL', logLevels) ?? 'info',
    policy: text('POLICY', isName, 'the name of a package in policies/') ?? usualPolicy,
    poolSize: whole('POOL_SIZE', 2, 500) ?? 10,
    bulkReadRows: whole('BULK_READ_ROWS', 1, 10_000_000) ?? 1_000,
    peppers: readSecrets(variables, 'PEPPER_FILE'),
    seedKeys: readSecrets(variables, 'SEED_KEY_FILE'),
    passwordIterations: whole('PASSWORD_ITERATIONS', leastIterations, 999_999) ?? leastIterations,
  } satisfies Config;

  expectBoth(variables, 'PEPPER_FILE', 'SEED_KEY_FILE');
  if (config.trustedProxies.length > 0 && !behindTlsProxy) {
    fault('TRUSTED_PROXIES', 'BEHIND_TLS_PROXY=1 beside it');
  }
  const tlsAsked =
    variables.find('TLS_CERT_FILE') !== undefined || variables.find('TLS_KEY_FILE') !== undefined;
  if (!isLoopback(host) && !tlsAsked && !behindTlsProxy) {
    fault(
      'HOST',
      'a loopback address, or TLS_CERT_FILE and TLS_KEY_FILE, or BEHIND_TLS_PROXY=1 if a proxy does TLS',
    );
  }
  return faults.length === 0 ? ok(config) : refuse(faults);
}

type Variables = ReturnType<typeof variablesOf>;

/** What `migrate` needs of the settings: the owner's login alone, so that it runs where the service's secrets are not. */
export type MigrationConfig = {
  readonly owner: DatabaseLogin | undefined;
  readonly service: DatabaseLogin | undefined;
  readonly batches: DatabaseLogin | undefined;
  /** Where the embedded database lies that is migrated where there is neither. */
  readonly dataDir: string;
};

/** Reads those settings. */
export function readMigrationConfig(
  env: Environment,
  readText: ReadText,
): Result<MigrationConfig, readonly ConfigFault[]> {
  const variables = variablesOf(env, readText);
  const { service, batches, owner } = readLogins(variables);
  const dataDir = resolve(variables.find('DATA_DIR') ?? '.data');
  const { faults } = variables;
  return faults.length === 0 ? ok({ owner, service, batches, dataDir }) : refuse(faults);
}

function readDatabase(variables: Variables): Config['database'] {
  const { find, fault } = variables;
  const { service, batches, owner } = readLogins(variables);
  const given = find('DATABASE_URL') ?? find('DATABASE_URL_FILE');
  for (const [name, login] of [
    ['MIGRATE_DATABASE_URL', owner],
    ['BATCH_DATABASE_URL', batches],
  ] as const) {
    if (login !== undefined && given === undefined) {
      fault('DATABASE_URL', `to be set where ${name} is`, 'secret');
    }
  }
  return service === undefined ? { kind: 'embedded' } : { kind: 'given', service, batches, owner };
}

function readLogins({ secret, find }: Variables) {
  const form = 'a URL like postgres://login:password@host:5432/database';
  const read = (name: string): DatabaseLogin | undefined => {
    const url = secret(name, isDatabaseUrl, form);
    return url === undefined
      ? undefined
      : { url, variable: find(name) === undefined ? `${name}_FILE` : name };
  };
  return {
    service: read('DATABASE_URL'),
    batches: read('BATCH_DATABASE_URL'),
    owner: read('MIGRATE_DATABASE_URL'),
  };
}

function readSecrets({ file, fault }: Variables, variable: string): VersionedSecrets | undefined {
  const text = file(variable);
  if (text === undefined) return undefined;
  const expected = 'a file with lines like 1:<base64 of 32 random bytes>, each under a version of its own';
  return parseVersionedSecrets(text) ?? fault(variable, expected);
}

function readTls(variables: Variables): Config['tls'] {
  const { file, fault } = variables;
  const pem = (variable: string): string | undefined => {
    const content = file(variable);
    return content === undefined || content.includes('-----BEGIN ')
      ? content
      : fault(variable, 'a file in PEM form');
  };
  const cert = pem('TLS_CERT_FILE');
  const key = pem('TLS_KEY_FILE');
  expectBoth(variables, 'TLS_CERT_FILE', 'TLS_KEY_FILE');
  return cert === undefined || key === undefined ? undefined : { cert, key };
}

function expectBoth({ find, fault }: Variables, first: string, second: string): void {
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    if (find(one) === undefined && find(other) !== undefined) fault(one, `to be set where ${other} is`);
  }
}

function isHost(value: string): boolean {
  return isIP(value) !== 0 || /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(value);
}

function readProvider({ find, text, file, fault }: Variables): ProviderSettings | undefined {
  const issuer = text(
    'OIDC_ISSUER',
    isProvider,
    'the issuer of an OpenID provider, as https://id.example.go.jp',
  );
  const clientId = find('OIDC_CLIENT_ID');
  const clientSecret = file('OIDC_CLIENT_SECRET_FILE')?.trim();
  const beside = { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET_FILE: clientSecret };
  for (const [variable, value] of Object.entries(beside)) {
    if ((issuer === undefined) !== (value === undefined))
      fault(variable, 'to be set where OIDC_ISSUER is, and only there');
  }
  const secondFactor = list(find('OIDC_SECOND_FACTOR'));
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, secondFactor };
}

/** Over TLS, but for one on this machine. */
function isProvider(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return (
    url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  );
}

/** Written as browsers write it; without TLS where only this machine is meant. */
function isPublicOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || url.origin !== value) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isDatabaseUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

function list(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(',').map((item) => item.trim());
}

/** As packages are called. */
function isName(value: string): boolean {
  return isCode(value) && !value.startsWith('proposals-');
}
