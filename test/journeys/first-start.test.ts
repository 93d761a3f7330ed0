import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, runShell, startProgram, startShell } from '../support/built-program.ts';
import { isGone, postmasterOf } from '../support/embedded-house.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

const listening = /listens on (http:\S+);/;

let folder: Folder;
beforeAll(async () => {
  folder = await aDataFolder();
});
afterAll(() => folder.remove());

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
    const settings = { DATA_DIR: join(folder.path, 'newcomer') };
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

    const database = await postmasterOf(settings.DATA_DIR);
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
});
