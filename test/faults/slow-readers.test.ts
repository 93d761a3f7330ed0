import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** Of JavaScript's objects: idle, the service has 45 MB of them. */
const heapMb = 256;

let test: TestApp;
let service: ServiceProcess;
beforeAll(async () => {
  test = await startTestApp();
  service = await startServiceProcess(test, { nodeOptions: [`--max-old-space-size=${heapMb}`], logs: false });
});
afterAll(async () => {
  await service.end('SIGKILL');
  await test.close();
});

/** Whoever asks for a document so many times and reads nothing; resolves when the first answer is there, or it was cut off. */
function slowReader(times: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
    socket.write(`GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(times));
    socket.once('readable', () => resolve(socket)).once('close', () => resolve(socket));
    // Cut off while it still writes.
    socket.on('error', () => undefined);
  });
}

/**
 * Many of them, twenty at a time: all at once would keep the service for longer than a request may take to arrive (10 s) on a busy machine,
 * and whoever came meanwhile would be cut off for that.
 */
async function slowReaders(count: number, times: number): Promise<readonly Socket[]> {
  const readers: Socket[] = [];
  while (readers.length < count)
    readers.push(...(await Promise.all(Array.from({ length: 20 }, () => slowReader(times)))));
  return readers;
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${service.address}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
}

describe('whoever reads slowly', () => {
  it('costs what a socket costs: 500 of them, though each waits for 16 documents of 200 KB', async () => {
    const before = await metric('process_resident_memory_bytes');
    const readers = await slowReaders(500, 16);
    expect(readers.every((socket) => !socket.destroyed)).toBe(true);
    expect(await metric('process_resident_memory_bytes')).toBeLessThan(before + 2 ** 27);
    for (const socket of readers) socket.destroy();
  });

  it('is cut off who asks a thousand times before the first answer, and nobody else notices', async () => {
    const readers = await slowReaders(100, 1_000);
    for (const socket of readers) socket.destroy();
    expect(await metric('sekisho_http_unread_total{reason="too-many-unanswered"}')).toBe(100);
    expect((await fetch(`${service.address}/healthz`)).status).toBe(200);
  });
});
