import { buildGatewayClient, type GatewayClient } from '../gateways/gateway-client.ts';
import type { EventAnswer } from '../gateways/receive-events.ts';
import type { ActDeps } from '../log/writing/perform-act.ts';
import type { Passage } from './building.ts';
import { cardKey } from './card-key.ts';
import { changeCard } from './change-card.ts';
import type { CardChange } from './issued-card.ts';
import type { ReplayOffice } from './make-replay-office.ts';
import type { ReplayClock } from './replay-clock.ts';

/** A passage with what the service answered. */
export type PlayedRead = Passage & {
  readonly verdict: NonNullable<EventAnswer['verdict']>;
  readonly reasons: readonly string[];
};

export type Play = {
  readonly url: string;
  readonly office: ReplayOffice;
  readonly passages: readonly Passage[];
  readonly changes: readonly CardChange[];
  readonly timeZone: string;
  readonly clock: ReplayClock;
  readonly onRead: (played: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Plays reads one after the other through the gateways' endpoint: the service's clock is moved to the moment of each, which
 * is also the device's time, and cards change hands in between. Ends early when told to.
 */
export async function playReads(deps: ActDeps, play: Play): Promise<readonly PlayedRead[]> {
  const { url, office, passages, clock, onRead, signal, timeZone } = play;
  const clients = new Map<string, GatewayClient>();
  for (const [gateway, token] of office.tokens) clients.set(gateway, buildGatewayClient({ url, token }));
  const changes = [...play.changes];
  const played: PlayedRead[] = [];
  for (const passage of passages) {
    if (signal.aborted) break;
    const { at, card } = passage.read;
    for (let change = changes[0]; change !== undefined && change.at <= at; change = changes[0]) {
      changes.shift();
      clock.moveTo(change.at);
      await changeCard(deps, office, change, timeZone);
    }
    clock.moveTo(at);
    const answer = await clients
      .get(passage.gateway)
      ?.post({ kind: 'card-read', reader: passage.reader, card: cardKey(card), at: at.toISOString() });
    if (answer?.verdict === undefined) throw new Error(`line ${passage.read.line} got no verdict`);
    const reasons = answer.reasons?.map(({ code }) => code) ?? [];
    played.push({ ...passage, verdict: answer.verdict, reasons });
    onRead(played.length);
  }
  return played;
}
