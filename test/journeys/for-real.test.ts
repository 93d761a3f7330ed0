import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { packageFolder } from '../../src/db/package-folder.ts';
import type { Words } from '../../src/kernel/words.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { type RunningProgram, runShell, startProgram } from '../support/built-program.ts';
import { knownSecrets } from '../support/canary/known-secrets.ts';
import { lookInDatabase } from '../support/canary/look-in-database.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { aPasswordedCluster, type PasswordedCluster } from '../support/passworded-cluster.ts';

let cluster: PasswordedCluster;
let folder: Folder;
beforeAll(async () => {
  cluster = await aPasswordedCluster();
  folder = await aFolder();
  for (const name of ['dist', 'scripts']) await symlink(join(packageFolder(), name), join(folder.path, name));
});
afterAll(async () => {
  await cluster.stop();
  await folder.remove();
});

const hasPsql = (await runShell('command -v psql')).code === 0;

type Step = { readonly command: string; readonly output: readonly string[] };

/** The commands of README's way to the first officer on a server of one's own, each with the output it says. */
function stepsOfReadme(): readonly Step[] {
  const readme = readFileSync(join(packageFolder(), 'README.md'), 'utf8');
  const section = readme.split('\n## ').find((text) => text.startsWith('For real')) ?? '';
  const [, , own = ''] = section.split('```sh\n');
  const lines = (own.split('```')[0] ?? '').split('\n');
  const steps: { command: string; output: string[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    if (!line.startsWith('# ')) steps.push({ command: line, output: [] });
    else if (lines[index - 1] !== '' && index > 0) steps.at(-1)?.output.push(line.slice(2));
  }
  return steps;
}

/** `…` stands for anything, `0199…` for an id. */
function pattern(line: string): RegExp {
  const parts = line.split(/(?:0199)?…/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.*').replaceAll(/ +/g, '\\s+'));
}

function secret(name: string): string {
  return readFileSync(join(folder.path, '.secrets', name), 'utf8');
}

/** Runs a command in this process and answers what it said, in both languages. */
async function said(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Words> {
  const words: Words[] = [];
  const { terminal } = aTerminal({
    env: { PORT: '0', DATA_DIR: folder.path, LOG_LEVEL: 'silent', ...env },
    readText: (path) => readFileSync(path, 'utf8'),
    say: (one) => words.push(one),
  });
  expect(await runCommandLine(commands, terminal, args)).toBe(1);
  expect(words).toHaveLength(1);
  return words[0] ?? { ja: '', en: '' };
}

const title = hasPsql ? 'README, For real' : 'not run here: psql';
describe.skipIf(!hasPsql)(title, () => {
  it('leads from an empty PostgreSQL to the first officer, command by command, as it says', async () => {
    const settings = { PGHOST: cluster.host, PGUSER: cluster.dba.user, PGPASSWORD: cluster.dba.password };
    const exported: Record<string, string> = {};
    const found = { '"password":"…"': '', 'http://127.0.0.1:3000': '' };
    const host = encodeURIComponent(cluster.host);
    const known = knownSecrets();
    let service: RunningProgram | undefined;
    try {
      const [build, ...steps] = stepsOfReadme();
      expect(build?.command).toBe('npm ci && npm run build');
      expect(steps.length).toBeGreaterThan(7);
      for (const { command, output } of steps) {
        let line = command.replace('db.example:5432', host);
        for (const [word, value] of Object.entries(found)) line = line.replace(word, value);
        const [, name, value] = /^export (\w+)=(\S+)$/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) {
          exported[name] = join(folder.path, value);
          continue;
        }
        let shown: string;
        if (line === 'node dist/sekisho.js serve') {
          service = startProgram(['serve'], { ...exported, DATA_DIR: folder.path, LOG_LEVEL: 'trace' });
          const [words = '', url = ''] = await service.saying(/Sekisho listens on (http\S+); .*/);
          found['http://127.0.0.1:3000'] = url;
          shown = words.replace(url, 'http://127.0.0.1:3000');
        } else {
          const ran = await runShell(`cd '${folder.path}' && ${line}`, { ...settings, ...exported });
          expect(ran, line).toMatchObject({ code: 0 });
          shown = ran.out + ran.err;
        }
        for (const one of output) expect(shown, line).toMatch(pattern(one));
        const [, once] = /general-officer +yamada\.t +(\S+)$/m.exec(shown) ?? [];
        if (once !== undefined) found['"password":"…"'] = `"password":"${once}"`;
        const shownOrGiven = /"(?:password|newPassword|challenge)":"([^"…]+)"/g;
        for (const [, one = ''] of (line + shown).matchAll(shownOrGiven)) known.learn(one);
      }
    } finally {
      service?.process.kill('SIGTERM');
      await service?.ended;
    }
    // AT-102: neither its log, down to its last word, nor a row of its database has what it was shown and gave out.
    for (const name of ['database_url', 'migrate_database_url']) known.learn(new URL(secret(name)).password);
    for (const name of ['pepper', 'seed_key']) known.learn(secret(name).trim().split(':')[1] ?? '');
    known.lookIn('what the program said', service?.said() ?? '');
    await lookInDatabase(known, secret('migrate_database_url'), { always: true });
    expect(service?.said()).toContain('listening at');
    expect(known.hits()).toEqual([]);
  });
});

const words = {
  password: ['パスワードを確かめるか', 'check login and password'],
  noDatabase: ['データベースがありません', 'is not there'],
  readOnly: ['読取専用です', 'is read-only'],
  mayNotMigrate: ['移行できません', 'may not migrate'],
  mightier: ['サービスを動かせません', 'does not run by it'],
  noMember: ['sekisho_app に属していません', 'is no member of sekisho_app'],
  notMigrated: ['移行されていません', 'is not migrated to this release'],
} as const satisfies Record<string, readonly [string, string]>;

describe.skipIf(!hasPsql)('a login that will not do is said in one line with its variable', () => {
  type Case = {
    readonly is: string;
    readonly command: 'serve' | 'migrate' | 'role list';
    readonly variable: string;
    readonly says: keyof typeof words;
    readonly env: () => Readonly<Record<string, string>>;
  };
  const owner = () => secret('migrate_database_url');
  const service = () => secret('database_url');
  const changed = (url: string, change: (url: URL) => void) => {
    const other = new URL(url);
    change(other);
    return other.toString();
  };
  const wrong = (url: string) =>
    changed(url, (one) => {
      one.password = 'hunter2';
    });
  const nobody = (url: string) =>
    changed(url, (one) => {
      one.username = 'nobody';
    });
  const elsewhere = (url: string) =>
    changed(url, (one) => {
      one.pathname = '/elsewhere';
    });
  const readOnly = (url: string) => `${url}?options=-c%20default_transaction_read_only%3Don`;
  const empty = (url: string) =>
    changed(url, (one) => {
      one.pathname = '/postgres';
    });
  const file = (name: string) => join(folder.path, '.secrets', name);

  const cases: readonly Case[] = [
    {
      is: 'a wrong password',
      command: 'migrate',
      variable: 'MIGRATE_DATABASE_URL',
      says: 'password',
      env: () => ({ MIGRATE_DATABASE_URL: wrong(owner()) }),
    },
    {
      is: 'a wrong password',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'password',
      env: () => ({ DATABASE_URL: wrong(service()) }),
    },
    {
      is: 'a wrong password of the owner',
      command: 'serve',
      variable: 'MIGRATE_DATABASE_URL',
      says: 'password',
      env: () => ({ DATABASE_URL: service(), MIGRATE_DATABASE_URL: wrong(owner()) }),
    },
    {
      is: 'a wrong password',
      command: 'role list',
      variable: 'DATABASE_URL',
      says: 'password',
      env: () => ({ DATABASE_URL: wrong(service()) }),
    },
    {
      is: 'a login that is not there',
      command: 'migrate',
      variable: 'MIGRATE_DATABASE_URL',
      says: 'password',
      env: () => ({ MIGRATE_DATABASE_URL: nobody(owner()) }),
    },
    {
      is: 'a database that is not there',
      command: 'migrate',
      variable: 'MIGRATE_DATABASE_URL',
      says: 'noDatabase',
      env: () => ({ MIGRATE_DATABASE_URL: elsewhere(owner()) }),
    },
    {
      is: 'a database that is not there',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'noDatabase',
      env: () => ({ DATABASE_URL: elsewhere(service()) }),
    },
    {
      is: 'a database that is not there',
      command: 'role list',
      variable: 'DATABASE_URL',
      says: 'noDatabase',
      env: () => ({ DATABASE_URL: elsewhere(service()) }),
    },
    {
      is: 'a read-only database',
      command: 'migrate',
      variable: 'MIGRATE_DATABASE_URL',
      says: 'readOnly',
      env: () => ({ MIGRATE_DATABASE_URL: readOnly(owner()) }),
    },
    {
      is: 'a read-only database',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'readOnly',
      env: () => ({ DATABASE_URL: readOnly(service()) }),
    },
    {
      is: "the service's login",
      command: 'migrate',
      variable: 'DATABASE_URL_FILE',
      says: 'mayNotMigrate',
      env: () => ({ DATABASE_URL_FILE: file('database_url') }),
    },
    {
      is: "the owner's login",
      command: 'serve',
      variable: 'DATABASE_URL_FILE',
      says: 'mightier',
      env: () => ({ DATABASE_URL_FILE: file('migrate_database_url') }),
    },
    {
      is: 'a superuser',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'mightier',
      env: () => ({ DATABASE_URL: cluster.superuserUrl }),
    },
    {
      is: 'a login of a DBA',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'mightier',
      env: () => ({ DATABASE_URL: cluster.urlOf('dba', cluster.dba.password, 'sekisho') }),
    },
    {
      is: 'a login that erases records',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'mightier',
      env: () => ({ DATABASE_URL: cluster.urlOf('eraser', 'x', 'sekisho') }),
    },
    {
      is: 'a login that is nothing',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'noMember',
      env: () => ({ DATABASE_URL: cluster.urlOf('nothing', 'x', 'sekisho') }),
    },
    {
      is: 'a database nobody migrated',
      command: 'role list',
      variable: 'DATABASE_URL',
      says: 'notMigrated',
      env: () => ({ DATABASE_URL: empty(service()) }),
    },
    {
      is: 'a database nobody migrated',
      command: 'serve',
      variable: 'DATABASE_URL',
      says: 'notMigrated',
      env: () => ({ DATABASE_URL: empty(service()) }),
    },
  ];

  beforeAll(async () => {
    await cluster.asSuperuser("create role eraser login password 'x' in role sekisho_app, sekisho_retention");
    await cluster.asSuperuser("create role nothing login password 'x'");
  });

  it.each(cases)('$is, to $command', async ({ command, variable, says, env }) => {
    const [ja, en] = words[says];
    const told = await said(command.split(' '), env());
    expect(told.ja).toContain(ja);
    expect(told.en).toContain(en);
    for (const text of [told.ja, told.en]) {
      expect(text).toMatch(new RegExp(`(?<![A-Z_])${variable}(?![A-Z_])`));
      expect(text).not.toContain('\n');
      expect(text).not.toMatch(/hunter2|select |insert |create table|Failed query| {4}at /);
    }
  });
});
