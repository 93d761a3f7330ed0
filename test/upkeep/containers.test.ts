import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, readMigrationConfig } from '../../src/config.ts';
import { packageFolder } from '../../src/db/package-folder.ts';
import { preparationSql, usualNames } from '../../src/db/preparation-sql.ts';
import { dockerAnswers } from '../support/docker.ts';
import { aFolder } from '../support/folder.ts';

type Service = {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly healthcheck: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly restart: string;
  readonly command?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
};
type Compose = {
  readonly services: Readonly<Record<'database' | 'migrate' | 'sekisho', Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

const compose: Compose = parse(fileText('docker-compose.yml'));
const services = Object.entries(compose.services);
const instructions = fileText('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => ({ name: line.split(' ')[0], rest: line.slice(line.indexOf(' ') + 1) }));
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));

function fileText(name: string): string {
  return readFileSync(join(packageFolder(), name), 'utf8');
}

/** What the service finds in its environment: the image's, then docker-compose's. */
function serviceEnvironment(): Readonly<Record<string, string>> {
  const ofImage = last
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ rest }) => rest.split(' ').map((pair) => pair.split('=')));
  return { ...Object.fromEntries(ofImage), ...compose.services.sekisho.environment };
}

/** The variables the configuration looks at. */
function knownVariables(): ReadonlySet<string> {
  const asked = new Set<string>();
  const listening = new Proxy<Record<string, string>>({}, { get: (_, name) => void asked.add(String(name)) });
  readConfig(listening, () => '');
  return asked;
}

describe('the Dockerfile', () => {
  it('pins each image to a version', () => {
    const images = instructions.filter(({ name }) => name === 'FROM').map(({ rest }) => rest);
    for (const image of images) expect(image).toMatch(/^node:24\.\d+\.\d+-bookworm-slim( AS \w+)?$/);
  });

  it('ends as an ordinary user', () => {
    expect(last.findLast(({ name }) => name === 'USER')?.rest).toBe('node');
  });

  it('asks /readyz for its health', () => {
    expect(last.find(({ name }) => name === 'HEALTHCHECK')?.rest).toContain('scripts/healthcheck.mjs');
    expect(fileText('scripts/healthcheck.mjs')).toContain("path: '/readyz'");
  });

  it('copies what there is', () => {
    const copied = instructions
      .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    for (const source of copied) expect(existsSync(join(packageFolder(), source)), source).toBe(true);
  });
});

describe('the image', () => {
  const stages = instructions.reduce<(typeof instructions)[]>((all, one) => {
    if (one.name === 'FROM') all.push([]);
    all.at(-1)?.push(one);
    return all;
  }, []);
  const ignored = fileText('.dockerignore')
    .split('\n')
    .filter((line) => line !== '');

  /** The paths that a stage has after its COPYs, by where they come from: those of the folder beside the Dockerfile or of a stage. */
  function copiedIn(stage: typeof instructions): ReadonlyMap<string, string> {
    const copies = stage.filter(({ name }) => name === 'COPY').map(({ rest }) => rest.split(' '));
    return new Map(
      copies.flatMap((words) => {
        const from = /^--from=(\w+)$/.exec(words[0] ?? '')?.[1] ?? 'folder';
        const sources = words.slice(from === 'folder' ? 0 : 1, -1);
        const target = words.at(-1) ?? '';
        return sources.map((source) => {
          const path = source.replace(/^\/app\//, '');
          const place = target.endsWith('/') ? join(target, path.split('/').at(-1) ?? '') : join(target);
          expect(place, `${source} keeps its place`).toBe(path);
          return [path, from] as const;
        });
      }),
    );
  }

  it('holds all that the package ships, and what it is called by', () => {
    const { files, bin }: { readonly files: readonly string[]; readonly bin: Record<string, string> } =
      JSON.parse(fileText('package.json'));
    const copied = copiedIn(last);
    expect([...copied.keys()]).toEqual(expect.arrayContaining([...files, 'package.json', 'node_modules']));
    for (const path of Object.values(bin)) expect(copied.has(path.split('/')[0] ?? '')).toBe(true);
    for (const [path, from] of copied) {
      if (from === 'folder') expect(ignored, path).not.toContain(path);
    }
  });

  it('builds and installs from what it has copied before', () => {
    const scripts: Readonly<Record<string, string>> = JSON.parse(fileText('package.json')).scripts;
    for (const stage of stages) {
      const run = stage.filter(({ name }) => name === 'RUN').map(({ rest }) => rest);
      const copied = copiedIn(stage);
      if (run.some((command) => command.startsWith('npm ci'))) {
        expect([...copied.keys()]).toEqual(expect.arrayContaining(['package.json', 'package-lock.json']));
      }
      for (const [, script = ''] of run.flatMap((command) => [...command.matchAll(/npm run (\w+)/g)])) {
        for (const [, path = ''] of scripts[script]?.matchAll(/\b((?:src|scripts)\/\S+)/g) ?? []) {
          expect(copied.has(path.split('/')[0] ?? ''), path).toBe(true);
        }
      }
    }
  });
});

describe('docker-compose.yml', () => {
  it.each(services)('%s has a health check, or ends', (_, { healthcheck, restart }) => {
    if (healthcheck.disable === true) expect(restart).toBe('no');
    else expect(healthcheck.test?.[0]).toBe('CMD');
  });

  it('migrates once, before the service begins, and by nothing but the login of the owner', () => {
    const { migrate, sekisho } = compose.services;
    expect(migrate.command).toEqual(['node', 'dist/sekisho.js', 'migrate']);
    expect(migrate.secrets).toEqual(['migrate_database_url']);
    expect(sekisho.depends_on?.migrate).toEqual({ condition: 'service_completed_successfully' });
    expect(readMigrationConfig(migrate.environment, urlOfSecret)).toMatchObject({
      ok: true,
      value: { owner: { variable: 'MIGRATE_DATABASE_URL_FILE' } },
    });
  });

  it('gives the secret of its superuser to the database alone, and to the service its own', () => {
    const given = (secret: string) =>
      services.filter(([, { secrets }]) => secrets.includes(secret)).map(([name]) => name);
    expect(given('database_superuser_password')).toEqual(['database']);
    expect(given('migrate_database_url')).toEqual(['migrate']);
    expect(given('database_url')).toEqual(['sekisho']);
    expect(given('batch_database_url')).toEqual(['sekisho']);
    expect(given('pepper')).toEqual(['sekisho']);
    expect(given('seed_key')).toEqual(['sekisho']);
    expect(compose.services.sekisho.secrets).toEqual([
      'database_url',
      'batch_database_url',
      'pepper',
      'seed_key',
    ]);
  });

  it('prepares the database as `sekisho migrate --prepare` says, then gives the passwords', () => {
    expect(fileText('scripts/prepare-database.sql')).toBe(preparationSql(usualNames));
    const { volumes = [], environment } = compose.services.database;
    const run = volumes.filter((volume) => volume.includes('/docker-entrypoint-initdb.d/'));
    expect(run).toEqual([
      './scripts/prepare-database.sql:/docker-entrypoint-initdb.d/1-prepare.sql:ro',
      './scripts/database-passwords.sql:/docker-entrypoint-initdb.d/2-passwords.sql:ro',
    ]);
    const asked = [...fileText('scripts/database-passwords.sql').matchAll(/cat "\$(\w+)"/g)];
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(asked.map(([, name]) => name)));
  });

  it.each(services)('%s pins its image to a version', (_, { image }) => {
    expect(image).toMatch(/:\d+\.\d+/);
  });

  it.each(services)('%s gets its secrets as files, each declared', (_, { environment, secrets }) => {
    for (const [name, value] of Object.entries(environment)) {
      expect(value).not.toContain('://');
      if (/PASSWORD|SECRET|TOKEN|KEY|URL/.test(name)) {
        expect(name).toMatch(/_FILE$/);
        expect(secrets.map((secret) => `/run/secrets/${secret}`)).toContain(value);
      }
    }
    for (const secret of secrets) expect(compose.secrets[secret]?.file).toBe(`.secrets/${secret}`);
  });

  it('keeps the secrets out of the repository and of the image', () => {
    expect(fileText('.gitignore')).toContain('.secrets/');
    expect(fileText('.dockerignore')).toContain('.secrets');
  });

  it('is given every secret by scripts/make-secrets.mjs, which replaces none', async () => {
    const folder = await aFolder();
    const make = () =>
      execFileSync(process.execPath, [join(packageFolder(), 'scripts/make-secrets.mjs'), folder.path], {
        stdio: 'pipe',
      });
    make();
    const login = (name: string) => new URL(readFileSync(join(folder.path, name), 'utf8')).username;
    expect(login('migrate_database_url')).toBe(usualNames.owner);
    expect(login('database_url')).toBe(usualNames.service);
    expect(login('batch_database_url')).toBe(usualNames.batches);
    expect(readdirSync(folder.path).sort()).toEqual(Object.keys(compose.secrets).sort());
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(make).toThrow('EEXIST');
    await folder.remove();
  });

  it('keeps what must last in named volumes', () => {
    const named = services.flatMap(([, { volumes = [] }]) =>
      volumes.filter((volume) => !volume.startsWith('.')),
    );
    expect(named.map((volume) => volume.split(':')[0]).sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('opens the service to this machine alone', () => {
    for (const [, { ports = [] }] of services)
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('configures the service with variables it knows, to a configuration it takes', () => {
    const { NODE_ENV, ...environment } = serviceEnvironment();
    expect(NODE_ENV).toBe('production');
    expect([...knownVariables()]).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(readConfig(environment, textOfSecret)).toMatchObject({
      ok: true,
      value: {
        database: {
          service: { url: 'postgres://login@database/database_url', variable: 'DATABASE_URL_FILE' },
          batches: {
            url: 'postgres://login@database/batch_database_url',
            variable: 'BATCH_DATABASE_URL_FILE',
          },
          owner: undefined,
        },
        peppers: { newest: 1 },
        seedKeys: { newest: 1 },
      },
    });
  });
});

it('README asks in containers what it asks on a server of one’s own, and is told the same', () => {
  const section =
    fileText('README.md')
      .split('\n## ')
      .find((text) => text.startsWith('For real')) ?? '';
  const [, inContainers = '', own = ''] = section.split('```sh\n').map((part) => part.split('```')[0]);
  const inside = inContainers
    .split('\n')
    .filter((line) => line.startsWith('docker compose exec'))
    .map((line) => line.replace('docker compose exec sekisho ', ''));
  const answerTo = (command: string, text: string) =>
    /^.*\n((?:# .*\n)+)/.exec(text.slice(text.indexOf(command)))?.[1] ?? 'no output';
  expect(inside).toHaveLength(1);
  for (const command of [...inside, 'curl -s']) {
    expect(own).toContain(command);
    expect(answerTo(command, inContainers)).toBe(answerTo(command, own));
  }
});

function urlOfSecret(path: string): string {
  return `postgres://login@database/${path.split('/').at(-1)}`;
}

function textOfSecret(path: string): string {
  return /\/(pepper|seed_key)$/.test(path)
    ? `1:${Buffer.alloc(32, 7).toString('base64')}`
    : urlOfSecret(path);
}

const engine = await dockerAnswers();

it.skipIf(!engine)(engine ? 'the image builds' : 'not run here: docker engine', { timeout: 600_000 }, () => {
  execFileSync('docker', ['build', '--quiet', packageFolder()], { stdio: 'pipe' });
});
