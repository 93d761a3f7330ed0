import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, type Settings, startProgram } from '../support/built-program.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';

let folder: Folder;
let settings: Settings;
beforeAll(async () => {
  folder = await aDataFolder();
  settings = { DATA_DIR: join(folder.path, 'house') };
});
afterAll(() => folder.remove());

/** Requests that are never finished. */
const halves = {
  'half a head': 'GET /healthz HTTP/1.1\r\nHost: x\r\n',
  'half a body': 'POST /api/v1/gateway/events HTTP/1.1\r\nHost: x\r\ncontent-length: 100\r\n\r\n{"epoch"',
  'half of a second request': 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HT',
  nothing: '',
} as const;

/** Sends it and keeps the connection open, whatever comes. */
function keepOpen(url: URL, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.on('error', () => undefined).resume();
      socket.write(text, () => resolve(socket));
    }).once('error', reject);
  });
}

describe('the built program', () => {
  it('ends with code 0 within its limit, whatever clients leave half done', async () => {
    const service = startProgram(['serve'], settings);
    const [, address = ''] = await service.saying(/listens on (http:\S+);/);
    const url = new URL(address);
    const open = await Promise.all(Object.values(halves).map((text) => keepOpen(url, text)));
    // Answered after what was sent above has come.
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    service.process.kill('SIGTERM');
    // A stop that is broken off after its limit ends with code 1.
    expect(await service.ended).toBe(0);
    expect(service.said()).not.toContain('breaking off');
    for (const socket of open) socket.destroy();
  });

  it('does not start with more connections than its database gives, and names the setting', async () => {
    const { code, err } = await runProgram(['serve'], { ...settings, POOL_SIZE: '500' });
    expect(code).toBe(1);
    expect(err).toContain('POOL_SIZE=500 wants 505 connections');
    expect(err).not.toMatch(/^\s+at /m);
  });
});
