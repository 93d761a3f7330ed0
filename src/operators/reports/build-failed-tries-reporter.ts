import type { FailedTries, FailedTriesReport } from '../../authority/failed-tries.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type Finding, recordFinding } from '../../log/writing/record-finding.ts';

/** No line of the log is longer for what an attacker varies. */
const mostNamed = 20;

/**
 * Tells of many secrets that let nobody in, once an interval: one line of the service's log, one entry of the ministry and one alarm
 * a site. Never at a try itself: whoever guesses must not hold a head. What could not be recorded is recorded the next time.
 */
export function buildFailedTriesReporter(
  deps: ActDeps,
  failedTries: FailedTries,
  warn: (told: object, words: string) => void,
): () => Promise<void> {
  let toRecord: FailedTriesReport | undefined;
  return async () => {
    const report = failedTries.takeReport();
    if (report !== undefined) {
      const { tries, networks, tokens } = report;
      const named = { networks: networks.slice(0, mostNamed), tokens: tokens.slice(0, mostNamed) };
      warn({ tries, ...named }, 'many secrets let nobody in');
      toRecord = report;
    }
    if (toRecord === undefined) return;
    await recordFinding(deps, findingOf(toRecord));
    toRecord = undefined;
  };
}

/** Addresses stand in the service's log alone: the record is for ever. */
function findingOf({ tries, networks, tokens }: FailedTriesReport): Finding {
  const details = { tries, networks: networks.length, tokens: tokens.length };
  const [token] = tokens;
  const about = token === undefined || tokens.length > 1 ? {} : { subject: { token } };
  const alarm = { type: 'alarm', kind: 'secrets-guessed', active: true } as const;
  return { kind: 'secrets-guessed', details, ...about, alarms: [alarm] };
}
