import { getEventListeners, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Obstacle } from '../../src/cli/terminal/terminal.ts';
import { followLive, type TakeFrame } from '../../src/cli/watching/follow-live.ts';
import { aTerminal } from '../support/a-terminal.ts';

/** A service that can be told how to answer each stream. */
let server: Server;
let streams: WebSocketServer;
let base: URL;
let asked: (string | null)[];
beforeEach(async () => {
  asked = [];
  server = createServer();
  streams = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(() => {
  for (const socket of streams.clients) socket.terminate();
  streams.close();
  server.close();
});

const patience = { silence: 60_000, opening: 60_000, pause: 0 };

function answering(answer: (socket: WebSocket, nth: number) => void): void {
  streams.on('connection', (socket, { url }) => {
    asked.push(new URL(url ?? '', base).searchParams.get('after'));
    answer(socket, asked.length);
  });
}

function begin(over: { readonly after?: string; readonly take?: TakeFrame } = {}) {
  const test = aTerminal({ env: {} });
  const leaving = new AbortController();
  const { signal } = leaving;
  const { after, take = () => undefined } = over;
  const target = { base, token: 'sk_', site: 'site' };
  const ended = followLive(test.terminal, target, { after, patience, take, clock: () => '23:57:50', signal });
  return { ...test, leaving, ended };
}

const hello = (cursor: string) => JSON.stringify({ type: 'hello', epoch: 'e', head: 0, cursor });

describe('a stream that is followed', () => {
  it('is taken up where it ended, however often, and leaves no listener behind', async () => {
    const listeners: number[] = [];
    answering((socket, nth) => {
      socket.send(hello(`c${nth}`));
      socket.close(1013);
      listeners.push(getEventListeners(watch.leaving.signal, 'abort').length);
    });
    const watch = begin({ after: 'c0' });
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(20);
    watch.leaving.abort();
    await watch.ended;
    expect(asked.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, nth) => `c${nth}`));
    expect(Math.max(...listeners)).toBe(1);
    expect(getEventListeners(watch.leaving.signal, 'abort')).toEqual([]);
    expect(watch.said[0]).toMatch(
      /^connection lost, last heard 23:57:50 \(rights cannot be confirmed for now\)/,
    );
    expect(watch.said[1]).toBe('connected again, going on from there.');
  });

  it.each([4000, 4001, 4003, 4009, 4010, 4011])(
    'ends with the reason where coming back is of no use: %i',
    async (code) => {
      answering((socket) => socket.close(code));
      const { ended } = begin();
      await expect(ended).rejects.toThrow(Obstacle);
      await expect(ended).rejects.toThrow(new RegExp(`^the stream has ended \\(${code}\\): .{10}`));
      expect(asked).toHaveLength(1);
    },
  );

  it('ends where it is refused, and comes back where the service is only away', async () => {
    const statuses = ['503 Service Unavailable', '401 Unauthorized'];
    server.removeAllListeners('upgrade');
    server.on('upgrade', (_request, socket) =>
      socket.end(`HTTP/1.1 ${statuses.shift()}\r\nconnection: close\r\n\r\n`),
    );
    const { ended, said } = begin();
    await expect(ended).rejects.toThrow('the stream cannot be opened (401)');
    expect(said).toEqual(['not connected (503); trying on.']);
  });

  it('takes one frame after the other, and goes on from the last that was taken', async () => {
    const taken: string[] = [];
    answering((socket, nth) => {
      socket.send(hello(`h${nth}`));
      if (nth > 1) return;
      socket.send(JSON.stringify({ type: 'events', cursor: 'e1', items: [] }));
      socket.close(1001);
    });
    const take: TakeFrame = async ({ type, cursor = '' }) => {
      if (type === 'hello') await new Promise((resolve) => setImmediate(resolve));
      taken.push(cursor);
    };
    const watch = begin({ take });
    await expect.poll(() => asked.length).toBe(2);
    watch.leaving.abort();
    await watch.ended;
    expect(taken.slice(0, 2)).toEqual(['h1', 'e1']);
    expect(asked).toEqual([null, 'e1']);
  });
});
