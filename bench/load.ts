import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { officeSize } from './office.ts';

export type GatewayRead = Readonly<Record<string, unknown>> & { readonly gateway: number };

/** The nth card read of a load: by which gateway, and what it posts. */
export function aRead(nth: number): GatewayRead {
  const gateway = nth % officeSize.gateways;
  return {
    gateway,
    // A gateway counts its own events, without holes.
    seq: 1 + Math.floor(nth / officeSize.gateways),
    kind: 'card-read',
    reader: `reader-room-${1 + gateway}`,
    // Its clock is right: a stamp that cannot be is another matter than a read.
    at: new Date().toISOString(),
    card: { format: 'wiegand-26', facility: '1', number: String(10_000 + ((nth * 7919) % officeSize.staff)) },
  };
}

export type LoadResult = { readonly perSecond: number; readonly p99Ms: number };

/** Drives `connections` clients for `seconds` against a hello: POST with a validated body, or GET. */
export function driveHello(
  url: string,
  method: 'GET' | 'POST',
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const headers = { 'content-type': 'application/json' };
  const post = { method, headers, body: JSON.stringify({ name: 'world' }) };
  return run({ url: `${url}/hello`, connections, duration: seconds, ...(method === 'POST' ? post : {}) });
}

/** Drives `connections` clients for `seconds` against the gateway's endpoint, each read a new one. */
export async function driveGateways(
  url: string,
  connections: number,
  seconds: number,
  tokens: readonly string[],
): Promise<LoadResult> {
  const epoch = randomBytes(16).toString('hex');
  let nth = -1;
  return run({
    url: `${url}/api/v1/gateway/events`,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request: autocannon.Request) => {
          nth += 1;
          const { gateway, ...event } = aRead(nth);
          return {
            ...request,
            headers: { authorization: `Bearer ${tokens[gateway]}`, 'content-type': 'application/json' },
            body: JSON.stringify({ epoch, events: [event] }),
          };
        },
      },
    ],
  });
}

async function run(options: autocannon.Options): Promise<LoadResult> {
  const { url } = options;
  const result = await autocannon(options);
  // A gateway posts again what was not taken (503): where others work on the machine, one such answer is no fault of the service.
  const refused = result.non2xx - (result.statusCodeStats?.['503']?.count ?? 0);
  if (refused > 0 || result.errors > 0) {
    const statuses = JSON.stringify(result.statusCodeStats);
    throw new Error(`${url}: not answered with 2xx: ${statuses}, ${result.errors} errors`);
  }
  return { perSecond: result['2xx'] / result.duration, p99Ms: result.latency.p99 };
}
