import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { aFolder } from './folder.ts';
import type { TestAnswer, TestApp } from './test-app.ts';

/** A proxy before a service that compares what passes with the service's own OpenAPI document. */
export type ValidatingProxy = {
  /** Goes before another service from now on: the document is the same, and takes seconds to read. */
  readonly standBefore: (test: Pick<TestApp, 'app'>) => Promise<void>;
  readonly ask: (token: string | undefined, request: InjectOptions) => Promise<TestAnswer>;
  readonly close: () => Promise<void>;
};

/**
 * Prism before the service, on a socket of its own. It answers itself, with a `type` of its own, where a request or an answer is not as the
 * document says.
 */
export async function startValidatingProxy({
  app,
  ask,
}: Pick<TestApp, 'app' | 'ask'>): Promise<ValidatingProxy> {
  const line = await startLine();
  await line.leadTo(app);
  const folder = await aFolder();
  const document = join(folder.path, 'openapi.json');
  await writeFile(document, JSON.stringify((await ask(undefined, { url: '/openapi.json' })).body));
  const child = spawn(
    process.execPath,
    [
      createRequire(import.meta.url).resolve('@stoplight/prism-cli'),
      'proxy',
      '--errors',
      '--port=0',
      document,
      line.address,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const listening = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, at] = /listening on (http:\S+)/.exec(line) ?? [];
      if (at !== undefined) resolve(at);
    });
    child.once('close', (code) => reject(new Error(`the proxy ended with ${code}`)));
  });
  return {
    standBefore: (other) => line.leadTo(other.app),
    async ask(token, { method = 'GET', url = '/', payload, headers = {} }) {
      const answer = await fetch(`${listening}${url}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(typeof payload === 'object' ? { 'content-type': 'application/json' } : {}),
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        },
        ...(payload === undefined
          ? {}
          : { body: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      });
      const text = await answer.text();
      const told = Object.fromEntries(answer.headers);
      const json = /json/.test(String(told['content-type']));
      return { status: answer.status, headers: told, body: json ? JSON.parse(text) : text };
    },
    async close() {
      child.kill();
      await closed;
      await line.close();
      await folder.remove();
    },
  };
}

/** A socket of ours that leads to the service it is told: what it is started with, the proxy keeps. */
async function startLine() {
  let origin = '';
  const server = createServer((asked, answer) => {
    const { method, headers } = asked;
    const onward = request(`${origin}${asked.url}`, { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${Object(server.address()).port}`,
    async leadTo(app: FastifyInstance): Promise<void> {
      origin = app.server.listening ? app.listeningOrigin : await app.listen({ host: '127.0.0.1', port: 0 });
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
