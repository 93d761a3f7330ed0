import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/built-program.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

const listening = /listens on (http:\S+);/;

let folder: Folder;
beforeAll(async () => {
  folder = await aDataFolder();
});
afterAll(() => folder.remove());

it('the first five minutes survive a kill -9 at any moment: the office is whole or made anew', async () => {
  const settings = { DATA_DIR: join(folder.path, 'killed') };
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
