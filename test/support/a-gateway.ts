import { randomBytes } from 'node:crypto';
import type { TestAnswer, TestApp } from './test-app.ts';

export type GatewayEvent = Readonly<Record<string, unknown>> & { readonly seq: number };

/** A gateway with a fresh buffer: it numbers what it tells. */
export type TestGateway = {
  readonly epoch: string;
  readonly event: (kind: string, fields?: Readonly<Record<string, unknown>>) => GatewayEvent;
  /** A card read by someone who stands there. */
  readonly read: (number: string, reader: string, over?: Readonly<Record<string, unknown>>) => GatewayEvent;
  readonly post: (...events: readonly GatewayEvent[]) => Promise<TestAnswer>;
};

export type PostEvents = (payload: {
  readonly epoch: string;
  readonly events: readonly unknown[];
}) => Promise<TestAnswer>;

export function aGateway(post: PostEvents, now: () => Date): TestGateway {
  const epoch = randomBytes(16).toString('hex');
  let seq = 0;
  const event: TestGateway['event'] = (kind, fields = {}) => {
    seq += 1;
    return { seq, kind, at: now().toISOString(), ...fields };
  };
  return {
    epoch,
    event,
    read: (number, reader, over = {}) =>
      event('card-read', { reader, card: { format: 'wiegand-26', facility: '1', number }, ...over }),
    post: (...events) => post({ epoch, events }),
  };
}

/** A gateway of an office, speaking to the service in this process. */
export function aGatewayOf(test: Pick<TestApp, 'ask' | 'clock'>, token: string | undefined): TestGateway {
  return aGateway(
    (payload) => test.ask(token, { method: 'POST', url: '/api/v1/gateway/events', payload }),
    test.clock.now,
  );
}

/** The codes of the reasons of an answer. */
export function codesOf(result: { readonly reasons?: readonly { readonly code: string }[] }): string[] {
  return (result.reasons ?? []).map(({ code }) => code);
}
