import { access, chmod } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, runShell, type Settings, startProgram, startShell } from '../support/built-program.ts';
import { isGone, postmasterOf } from '../support/embedded-house.ts';
import { aFolder, type Folder } from '../support/folder.ts';

const listening = /listens on (http:\S+);/;

let folder: Folder;
beforeAll(async () => {
  folder = await aFolder();
  await chmod(folder.path, 0o755); // the server's user must pass
});
afterAll(() => folder.remove());

function settingsOf(name: string): Settings {
  return { DATA_DIR: join(folder.path, name) };
}

/** The lines to copy, each with those it goes on in. */
function commandsIn(said: string): readonly string[] {
  return said.match(/^(curl|SEKISHO_TOKEN|DATA_DIR|node)(.*\\\n)*.*/gm) ?? [];
}

/** The first answer may come too late for whoever stands at the door (503): the repeat then says that it counted. */
const counted = expect.stringMatching(/^(stored|duplicate)$/);

/** Runs a printed line again until it is no longer refused for now. */
async function answerTo(line: string) {
  for (;;) {
    const answer = JSON.parse((await runShell(line)).out);
    if (answer.status !== 503) return answer;
  }
}

describe('the first five minutes', () => {
  it('start with an office whose printed lines do what they say, and end without a trace', async () => {
    const settings = settingsOf('newcomer');
    const service = startProgram(['serve'], settings);
    await service.saying(listening);
    expect(service.said()).toContain('14 zones, 40 doors, 300 people');
    expect(service.said()).toContain('in this folder, from another terminal');
    const [
      watchLine = '',
      opens = '',
      refuses = '',
      arrives = '',
      waits = '',
      follows = '',
      asked = '',
      dayLine = '',
      moreLine = '',
    ] = commandsIn(service.said());

    const [, page = '', password = ''] =
      /^Sign in with a browser: (\S+)\n.* shown only now: (\S+)$/m.exec(service.said()) ?? [];
    const [, loginId] = /^ +(\S+) {2}guard {2}/m.exec(service.said()) ?? [];
    const signedIn = await fetch(new URL('/api/v1/sign-in', page), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginId, password, notice: 0 }),
    });
    expect(await signedIn.json()).toMatchObject({ loginId, warning: expect.stringContaining('見本の庁舎') });

    const [, token = '', url = ''] = /^SEKISHO_TOKEN=(\S+) .* watch (\S+)$/.exec(watchLine) ?? [];
    const watching = startProgram(['watch', url, '--json'], { SEKISHO_TOKEN: token });
    await watching.saying(/watching/);
    const granted = await answerTo(opens);
    expect(granted.results).toMatchObject([{ status: counted, verdict: 'grant', reasons: [] }]);
    const denied = await answerTo(refuses);
    expect(denied.results).toMatchObject([
      {
        status: counted,
        verdict: 'deny',
        reasons: [{ code: 'no-permission', clause: '2.3.1.1(2)(a)(ア)' }],
      },
    ]);
    const seqs = [granted.results[0].entry, denied.results[0].entry];
    const [seen] = await watching.saying(new RegExp(`"seq":${seqs[0]},.*\n.*"seq":${seqs[1]},.*\n`));
    expect(seen).toContain('no-permission');

    const taken = await answerTo(arrives);
    expect(taken.members).toMatchObject([{ done: true, pass: 'V-01', lacks: [], remaining: [] }]);
    const waiting = await answerTo(waits);
    expect(waiting.results).toMatchObject([{ status: counted, verdict: 'wait' }]);
    const both = await answerTo(follows);
    expect(both.results).toMatchObject([{ status: counted, verdict: 'grant', reasons: [] }]);
    const [pair] = await watching.saying(new RegExp(`.*"seq":${both.results[0].entry},.*\n`));
    const [{ member: visitor, name }] = taken.members;
    const { verdict, subject, names } = JSON.parse(pair);
    expect({ verdict, to: subject.to, with: subject.with }).toEqual({
      verdict: 'grant',
      to: 'office-systems',
      with: [visitor],
    });
    expect(names.persons).toMatchObject({
      [subject.person]: { name: expect.any(String) },
      [visitor]: { name },
    });

    const applied = await answerTo(asked);
    expect(Object.keys(applied)[0]).toBe('rule');
    expect(applied).toMatchObject({
      rule: {
        track: 'permission',
        lines: [
          {
            row: 't2r14',
            class: 2,
            value: 'permission',
            determined: { by: expect.any(String) },
            chain: [{ layer: 'regulation' }, { layer: 'determination' }],
          },
        ],
        needs: [{ zone: 'office-systems', anyOf: ['zone-officer'] }],
      },
      state: 'requested',
    });
    const [requested] = await watching.saying(/.*"kind":"permit-requested".*\n/);
    expect(requested).toContain(applied.id);

    expect(dayLine).toMatch(new RegExp(` simulate --url ${url}$`));
    const day = startShell(`${dayLine} --speed 1000000`);
    const { seq } = JSON.parse(requested);
    await watching.saying(new RegExp(`"seq":${seq + 100},`));
    day.interrupt();
    await day.saying(/^(reads|読取り): /m);
    expect(await day.ended).toBe(130);
    watching.process.kill('SIGINT');
    expect(await watching.ended).toBe(0);

    const minted = await runShell(moreLine);
    expect(minted).toMatchObject({ code: 0, out: expect.stringMatching(/^sk_\S+\n$/) });
    const sites = await fetch(`${url}/api/v1/sites`, {
      headers: { authorization: `Bearer ${minted.out.trim()}` },
    });
    expect(sites.status).toBe(200);

    const second = await runProgram(['serve'], settings);
    expect(second.code).toBe(1);
    expect(second.err.trim().split('\n')).toHaveLength(1);
    expect(second.err).toContain(`is in use by process ${service.process.pid}`);

    const database = await postmasterOf(String(settings.DATA_DIR));
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(await isGone(database)).toBe(true);

    const again = startProgram(['serve'], settings);
    const [, urlAgain] = await again.saying(listening);
    expect(again.said()).not.toContain('making the demo office');
    expect(again.said()).not.toContain('sk_');
    expect(again.said()).not.toContain(password);
    expect((await fetch(`${urlAgain}/healthz`)).headers.get('sekisho-demo')).toBe('?1');
    expect(commandsIn(again.said()).map((line) => line.replace(/node \S+/, '%'))).toEqual([
      `DATA_DIR=${settings.DATA_DIR} % sign-in reopen <login-id> --reason <why>`,
      `DATA_DIR=${settings.DATA_DIR} % role list`,
      `DATA_DIR=${settings.DATA_DIR} % token create --person <id>`,
      `SEKISHO_TOKEN=<token> % watch ${urlAgain}`,
      `DATA_DIR=${settings.DATA_DIR} % simulate --url ${urlAgain}`,
    ]);
    const reopened = await runProgram(['sign-in', 'reopen', 'p261', '--reason', '失念'], settings);
    expect(reopened).toMatchObject({ code: 0 });
    const entered = await fetch(`${urlAgain}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ loginId: 'p261', password: reopened.out.trim(), notice: 0 },
        newPassword: 'あかるい ひるの つきを みた',
      }),
    });
    expect(entered.status).toBe(200);
    again.process.kill('SIGINT');
    await sleep(100); // npm passes on the Ctrl+C that the terminal has sent already
    again.process.kill('SIGINT');
    expect(await again.ended).toBe(0);
  });

  it('survive a kill -9 at any moment: the office is whole or made anew', async () => {
    const settings = settingsOf('killed');
    for (const moment of [1_500, 2_500, 3_500]) {
      const service = startProgram(['serve'], settings);
      await Promise.race([
        sleep(moment),
        service.saying(/making the demo office/).then(() => sleep(moment / 8)),
      ]);
      service.process.kill('SIGKILL');
      await service.ended;
    }
    const service = startProgram(['serve'], settings);
    const [, url] = await service.saying(listening);
    const made = await runProgram(['role', 'list', '--json'], settings);
    expect(made.out.trim().split('\n').length).toBeGreaterThan(40);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  });
});

describe('what stands in the way is said in one line, without a stack', () => {
  let taken: Server;
  let port: string;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    port = String(Object(taken.address()).port);
  });
  afterAll(() => taken.close());

  it('a port in use', async () => {
    const { code, err } = await runProgram(['serve'], {
      ...settingsOf('port'),
      PORT: port,
      HOST: '127.0.0.1',
    });
    expect(code).toBe(1);
    expect(err).toContain(`port ${port} is in use`);
    expect(err).not.toContain('demo office'); // whose tokens would be shown to nobody
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('a database that cannot be reached, without its password', async () => {
    const { code, err } = await runProgram(['serve'], {
      DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/sekisho',
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^the database cannot be reached .*\n$/);
    expect(err).not.toContain('hunter2');
  });

  it.each([
    ['token', 'create', '--machine', 'roster-import'],
    ['role', 'list'],
  ])('no database in the folder, which stays as it was: %s %s', async (...args) => {
    const settings = settingsOf('elsewhere');
    const { code, out, err } = await runProgram(args, settings);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `no database in ${settings.DATA_DIR}: run npm start there, or name DATA_DIR or DATABASE_URL.\n`,
    );
    await expect(access(String(settings.DATA_DIR))).rejects.toThrow('ENOENT');
  });

  it('settings that are wrong, every one of them', async () => {
    const { code, err } = await runProgram(['serve'], { PORT: '99999', LOG_LEVEL: 'loud', HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT=99999: .*\n?/);
    for (const variable of ['PORT', 'LOG_LEVEL', 'HOST']) expect(err).toContain(`${variable}=`);
  });
});

describe('the command line', () => {
  it('shows help within 24 lines, examples first, in the language of the terminal', async () => {
    const { code, out } = await runProgram(['--help'], {});
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    expect(out.split('\n')[0]).toContain('serve');
    expect((await runProgram(['--help'], { LANG: 'ja_JP.UTF-8' })).out).toContain('府省庁');
  });

  it('ends with 2 on bad use and says where to look', async () => {
    expect(await runProgram(['open-sesame'], {})).toMatchObject({ code: 2, out: '' });
    const { code, err } = await runProgram(['token', 'create', '--person'], {});
    expect(code).toBe(2);
    expect(err).toContain('token create --help');
  });
});
