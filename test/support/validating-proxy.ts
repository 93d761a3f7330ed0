import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { InjectOptions } from 'fastify';
import { aFolder } from './folder.ts';
import type { TestAnswer, TestApp } from './test-app.ts';

/** A proxy before the service that compares what passes with the service's own OpenAPI document. */
export type ValidatingProxy = {
  readonly ask: (token: string | undefined, request: InjectOptions) => Promise<TestAnswer>;
  readonly close: () => Promise<void>;
};

/**
 * Prism before the service, on a socket of its own. It answers itself, with a `type` of its own, where a request or an answer is not as the
 * document says; `requests: 'as they are'` lets every request through.
 */
export async function startValidatingProxy(
  { app, ask }: Pick<TestApp, 'app' | 'ask'>,
  requests: 'as the document says' | 'as they are',
): Promise<ValidatingProxy> {
  const address = app.server.listening
    ? app.listeningOrigin
    : await app.listen({ host: '127.0.0.1', port: 0 });
  const folder = await aFolder();
  const document = join(folder.path, 'openapi.json');
  await writeFile(document, JSON.stringify((await ask(undefined, { url: '/openapi.json' })).body));
  const checked = requests === 'as the document says';
  const child = spawn(
    process.execPath,
    [
      createRequire(import.meta.url).resolve('@stoplight/prism-cli'),
      'proxy',
      '--errors',
      `--validate-request=${checked}`,
      '--port=0',
      document,
      address,
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
      await folder.remove();
    },
  };
}
