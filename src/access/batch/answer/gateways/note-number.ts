import type { EventKey } from '../../batch-facts.ts';
import { beginAlarm, endAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { NumberNews } from './numbers-seen.ts';

/** Records what the number of an event tells beside the event: that nothing is missing any more, or that its gateway numbers oddly. */
export function noteNumber(
  log: DraftLog,
  { caller: { gatewayId }, epoch, seq }: EventKey,
  news: NumberNews,
): void {
  const { completes, irregular } = news;
  const about = { actor: { type: 'machine', id: gatewayId }, subject: { gateway: gatewayId } } as const;
  if (completes) {
    const effects = endAlarm(log, 'gateway-gap', gatewayId);
    log.record({ ...about, kind: 'gateway-gap-filled', effects, details: { epoch, gatewaySeq: seq } });
  }
  const effects = irregular === undefined ? [] : beginAlarm(log, 'gateway-numbering', gatewayId);
  if (effects.length > 0) {
    log.record({
      ...about,
      kind: 'gateway-numbering',
      effects,
      details: { epoch, gatewaySeq: seq, irregular },
    });
  }
}
