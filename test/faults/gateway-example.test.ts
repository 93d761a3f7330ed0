import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoor, aPlan, aReader, aZone } from '../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { aWallClock } from '../support/wall-clock.ts';
import { startWeatheredLine, type Weather } from '../support/weathered-line.ts';

const [, program = ''] = /^```js\n([\s\S]*?)^```$/m.exec(readFileSync('docs/gateway.md', 'utf8')) ?? [];

let test: TestApp;
let office: Office;
let folder: Folder;
let line: Server;
let example: Example;
/** Of the next posts; nothing = they pass. */
let weather: Weather[] = [];

type Example = { readonly process: ChildProcess; readonly said: string[] };

beforeAll(async () => {
  test = await startTestApp(aWallClock());
  const plan = aPlan();
  office = await anOffice(test.deps, {
    plan: {
      ...plan,
      zones: [...plan.zones, aZone({ id: 'vault', class: 3, neverAlone: true })],
      doors: [...plan.doors, aDoor('office', 'vault')],
      readers: [...plan.readers, aReader('office-vault', 'vault')],
      schedules: plan.schedules.map((one) => ({
        ...one,
        hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
        onHolidays: 'as-usual' as const,
        onYearEnd: 'as-usual' as const,
      })),
    },
  });
  const service = await test.app.listen({ host: '127.0.0.1', port: 0 });
  line = await startWeatheredLine(service, () => weather.shift());
  folder = await aFolder();
  await writeFile(join(folder.path, 'gateway.mjs'), program);
  example = start();
});
afterAll(async () => {
  example.process.kill('SIGKILL');
  line.close();
  await test.close();
  await folder.remove();
});

function start(): Example {
  const { port } = line.address() as AddressInfo;
  const child = spawn(process.execPath, ['gateway.mjs', 'buffer.json'], {
    cwd: folder.path,
    env: { SEKISHO_URL: `http://127.0.0.1:${port}`, SEKISHO_TOKEN: office.tokens.get('gateway') },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => said.push(text));
  return { process: child, said };
}

const happens = (event: object) => example.process.stdin?.write(`${JSON.stringify(event)}\n`);
const read = (person: number, reader: string) => ({
  kind: 'card-read',
  reader,
  card: { format: 'wiegand-26', facility: '1', number: office.persons[person]?.number ?? '1' },
});
const says = (words: RegExp) => expect.poll(() => example.said.join('\n')).toMatch(words);
const recorded = async (kind: string) =>
  (await entriesOf(test.pool, office.siteId)).filter((entry) => entry.kind === kind);

describe('the program in docs/gateway.md', () => {
  it('waits for a busy service, and opens, keeps shut or waits as it is answered', async () => {
    weather = ['busy', 'busy'];
    happens(read(0, 'hall-office-to-office'));
    await says(/open for 10000 ms/);
    expect(example.said.filter((one) => one.startsWith('refused 503'))).toHaveLength(2);
    happens(read(9, 'hall-office-to-office'));
    await says(/deny 登録されていないカード/);
    happens(read(1, 'office-vault-to-vault'));
    await says(/wait 20000 ms/);
  });

  it('posts again what was cut off, or taken and never answered, and it counts once', async () => {
    weather = ['cut', 'lost', 'lost'];
    happens({ kind: 'exit-request', door: 'street-hall' });
    await says(/fetch failed/);
    await says(/duplicate/);
    expect(await recorded('exit-request')).toHaveLength(1);
  });

  it('goes on after it was killed: nothing is lost and nothing doubled', async () => {
    weather = Array.from({ length: 1000 }, () => 'cut');
    happens(read(2, 'hall-office-to-office'));
    happens({ kind: 'door-opened', door: 'hall-office' });
    await expect.poll(() => readFileSync(join(folder.path, 'buffer.json'), 'utf8')).toContain('door-opened');
    example.process.kill('SIGKILL');
    weather = [];
    example = start();
    await expect.poll(async () => (await recorded('door-opened')).length).toBe(1);
    // What was read before the start is told afterwards: nobody stands there for it any more.
    expect(example.said.join('\n')).not.toMatch(/open for/);
    expect(await recorded('card-read')).toHaveLength(4);
    const { rows } = await test.pool.query(
      'select newest_seq, holes from gateway_epochs where site_id = $1',
      [office.siteId],
    );
    expect(rows).toMatchObject([{ holes: 0 }]);
  });
});
