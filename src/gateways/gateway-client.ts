import { randomBytes } from 'node:crypto';
import { askPatiently, ServiceRefused } from './ask-patiently.ts';
import type { PostedEvent } from './gateway-event.ts';
import type { EventAnswer } from './receive-events.ts';

/** An event before its gateway gives it a number. */
export type EventToPost = Unnumbered<PostedEvent>;
type Unnumbered<Event> = Event extends PostedEvent ? Omit<Event, 'seq'> : never;

/** What speaks for one gateway: numbers its events under an epoch of its own and posts them. */
export type GatewayClient = {
  /** The service's answer; waits for a busy one; rejects when it cannot be reached, or refuses the post. */
  readonly post: (event: EventToPost) => Promise<EventAnswer>;
};

/** Speaks to the service at `url` with a gateway's token, as the gateways of a building do. */
export function buildGatewayClient({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string;
}): GatewayClient {
  const endpoint = new URL('/api/v1/gateway/events', url);
  const epoch = randomBytes(16).toString('hex');
  let seq = 0;
  let cursor: string | undefined;
  return {
    async post(event) {
      seq += 1;
      // The event counts once, however often it is posted (I3).
      const response = await askPatiently(endpoint, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ epoch, cursor, events: [{ seq, ...event }] }),
      });
      const body = parseAnswer(await response.text());
      const [answer] = body.results ?? [];
      if (!response.ok || answer === undefined) {
        throw new ServiceRefused(response.status, body.title ?? '');
      }
      cursor = body.cursor ?? cursor;
      return answer;
    },
  };
}

function parseAnswer(text: string): {
  readonly results?: readonly EventAnswer[];
  readonly cursor?: string;
  readonly title?: string;
} {
  return JSON.parse(text);
}
