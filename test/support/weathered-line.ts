import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What becomes of a post on its way: refused before the service, cut off before it, or taken and its answer lost. */
export type Weather = 'busy' | 'cut' | 'lost';

/** Stands on a port of this machine before a service and hands posts on to it, each in the next weather; undefined = it passes. */
export async function startWeatheredLine(
  service: string,
  nextWeather: () => Weather | undefined,
): Promise<Server> {
  const line = createServer((request, response) => {
    // Where the service hangs up, too, whoever posted sees a line that was cut.
    handOn(service, nextWeather, request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((listening) => line.listen(0, '127.0.0.1', listening));
  return line;
}

async function handOn(
  service: string,
  nextWeather: () => Weather | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = Buffer.concat(await request.toArray());
  const now = nextWeather();
  if (now === 'busy') return void response.writeHead(503, { 'retry-after': '0' }).end('{}');
  if (now === 'cut') return void request.socket.destroy();
  const { authorization = '', 'content-type': type = '' } = request.headers;
  const headers = { authorization, 'content-type': type };
  const answer = await fetch(`${service}${request.url}`, { method: 'POST', headers, body });
  const text = await answer.text();
  if (now === 'lost') request.socket.destroy();
  else response.writeHead(answer.status).end(text);
}
