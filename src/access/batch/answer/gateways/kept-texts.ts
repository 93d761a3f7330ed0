import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { dayMs } from '../../../../kernel/day-ms.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';

/** Of so many events of one gateway a day the text is kept; whoever looks into it has seen enough. */
export const mostKept = 1_000;
export const keptForMs = dayMs;

/** How many texts of each gateway are kept, and what of it is only counted from now on. */
export class KeptTexts {
  readonly #log: DraftLog;
  readonly #kept: Map<string, number>;
  readonly #leftOut = new Map<string, number>();

  constructor(log: DraftLog, gateways: BatchFacts['gateways']) {
    this.#log = log;
    this.#kept = new Map([...gateways].map(([id, { kept }]) => [id, kept]));
  }

  /** Whether one more is kept of this gateway. */
  hasRoom({ caller: { gatewayId } }: ReceivedEvent): boolean {
    return (this.#kept.get(gatewayId) ?? 0) < mostKept;
  }

  /** Keeps the text received beside the entry that tells of it. */
  keep({ caller: { gatewayId }, received }: ReceivedEvent, entry: number, fault: string): void {
    this.#kept.set(gatewayId, (this.#kept.get(gatewayId) ?? 0) + 1);
    this.#log.quarantined.push({ seq: entry, gatewayId, received, fault });
  }

  /** An event that says nothing of a person or a danger counts, and that is all. */
  leaveOut({ caller: { gatewayId }, seq }: ReceivedEvent, fault: string): EventAnswer {
    this.#leftOut.set(gatewayId, (this.#leftOut.get(gatewayId) ?? 0) + 1);
    return { seq, status: 'quarantined', fault };
  }

  /** Says of each gateway, in one entry, how much of it was left out. */
  record(): void {
    for (const [gateway, count] of this.#leftOut) {
      this.#log.record({
        kind: 'events-left-out',
        actor: { type: 'machine', id: gateway },
        subject: { gateway },
        effects: [{ type: 'alarm', kind: 'event-quarantined', active: true, gateway, times: count }],
        details: { count },
      });
    }
  }
}
