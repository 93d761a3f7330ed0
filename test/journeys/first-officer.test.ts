import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { authenticator } from '../support/authenticator.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aFolder, type Folder } from '../support/folder.ts';

let database: TestDatabase;
let folder: Folder;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await aFolder();
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

function settings() {
  return {
    PORT: '0',
    LOG_LEVEL: 'silent',
    HIGH_WATER_FILE: `${folder.path}/high-water.json`,
    DATABASE_URL: database.url,
    MIGRATE_DATABASE_URL: database.ownerUrl,
    PEPPER_FILE: 'pepper',
    SEED_KEY_FILE: 'seed-key',
  };
}

const readText = () => `1:${Buffer.alloc(32, 7).toString('base64')}`;

/** Starts the service and answers once it listens, with all that it said till then. */
async function start() {
  let listens = () => {};
  const listening = new Promise<void>((resolve) => {
    listens = resolve;
  });
  const test = aTerminal({
    env: settings(),
    readText,
    say: ({ en }) => {
      test.said.push(en);
      if (en.startsWith('Sekisho listens')) listens();
    },
  });
  const ended = runCommandLine(commands, test.terminal, ['serve']);
  await Promise.race([listening, ended]);
  const stop = async () => {
    await test.interrupt();
    return ended;
  };
  return { said: test.said.join('\n'), stop };
}

/** What a printed command wrote, run as a shell takes it apart. */
async function run(line: string): Promise<string> {
  const [, ...args] = line.match(/'[^']*'|\S+/g) ?? [];
  const test = aTerminal({ env: settings(), readText });
  const code = await runCommandLine(
    commands,
    test.terminal,
    args.map((one) => one.replaceAll("'", '')),
  );
  expect(code, test.said.join()).toBe(0);
  return test.written.join('\n');
}

describe('a start on a database without an officer', () => {
  it('names the steps to the first one, which do what they say, until there is one', async () => {
    await run('sekisho role give auditor --machine nobody');
    const first = await start();
    const [init = '', ...others] = first.said.match(/^sekisho .*/gm) ?? [];
    expect(others).toEqual([]);
    const [, loginId, password] = /general-officer +(\S+) +(\S+)$/m.exec(await run(init)) ?? [];
    const [, url] = /Sekisho listens on (\S+);/.exec(first.said) ?? [];
    expect(first.said).toContain(`\n${url}/\n`);
    const body = { loginId, password, newPassword: 'あかるい ひるの つきを みた 07', notice: 0 };
    const post = (path: string, sent: object) =>
      fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      });
    const asked = await post('/sign-in', body);
    expect(asked.status).toBe(202);
    const { challenge } = (await asked.json()) as { challenge: string };
    const begun = await post('/sign-in/enrolment', { challenge });
    const { secret } = (await begun.json()) as { secret: string };
    const code = authenticator(secret, new Date());
    const signedIn = await post('/sign-in/second-factor', { challenge, factor: 'totp', code });
    expect(signedIn.status).toBe(200);
    const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
    const sites = await fetch(`${url}/api/v1/sites`, { headers: { cookie } });
    expect(sites.status).toBe(200);
    expect(await sites.json()).toMatchObject({ items: [{ name: '本館' }] });
    expect(await first.stop()).toBe(0);

    const later = await start();
    expect(later.said).not.toContain('Nobody holds a role yet');
    expect(later.said).not.toContain('sekisho init');
    expect(await later.stop()).toBe(0);
  });
});
