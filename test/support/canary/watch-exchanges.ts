import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { KnownSecrets } from './known-secrets.ts';
import { givesSecret, lookAtExchange } from './secrets-of-requests.ts';

/** Looks at whatever a service answers: to requests that are injected, to those on its sockets, and in the frames of its streams. */
export function watchExchanges(app: FastifyInstance, known: KnownSecrets): void {
  watchInjected(app, known);
  watchSockets(app, known);
  app.server.prependListener('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    watchWritten(socket, (text) => known.lookIn('a frame of a stream', text));
  });
}

function watchInjected(app: FastifyInstance, known: KnownSecrets): void {
  const inject = app.inject.bind(app);
  const watched = async (request: InjectOptions | string) => {
    const asked = typeof request === 'string' ? { url: request } : request;
    const answer = await inject(asked);
    const { payload } = asked;
    lookAtExchange(known, {
      method: asked.method ?? 'GET',
      url: String(asked.url ?? asked.path),
      headers: { ...asked.headers },
      body: typeof payload === 'string' ? payload : JSON.stringify(payload ?? null),
      status: answer.statusCode,
      answerHeaders: answer.headers,
      answer: answer.body,
    });
    return answer;
  };
  Object.assign(app, { inject: watched });
}

/** An answer is looked at as it is written: to keep it would hold what slow readers leave. */
function watchSockets({ server }: FastifyInstance, known: KnownSecrets): void {
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    // Pages and documents are the same for everybody, and looked at where they are injected.
    if (!url.startsWith('/api/')) return;
    const name = `${method} ${url.split('?')[0]}`;
    const body: string[] = [];
    const answer: string[] = [];
    const push = request.push.bind(request);
    request.push = (chunk, encoding) => {
      if (chunk !== null) body.push(String(chunk));
      return push(chunk, encoding);
    };
    watchWritten(response, (text) => {
      if (givesSecret(name)) answer.push(text);
      else known.lookIn(`the answer to ${name}`, text);
    });
    response.once('close', () =>
      lookAtExchange(known, {
        method,
        url,
        headers: request.headers,
        body: body.join(''),
        status: response.statusCode,
        answerHeaders: response.getHeaders(),
        answer: answer.join(''),
      }),
    );
  });
}

type Writable = Duplex | ServerResponse;

/** Is told everything that is written, as it is written. */
function watchWritten(to: Writable, tell: (text: string) => void): void {
  for (const name of ['write', 'end'] as const) {
    const wrote = Object(to[name]).bind(to);
    Object.assign(to, {
      [name]: (chunk: unknown, ...rest: unknown[]) => {
        if (typeof chunk === 'string' || chunk instanceof Uint8Array) tell(Buffer.from(chunk).toString());
        return wrote(chunk, ...rest);
      },
    });
  }
}
