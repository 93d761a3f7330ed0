import { type DestinationStream, type Level, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { errorForLog } from '../../kernel/error-for-log.ts';
import { withoutSecrets } from './without-secrets.ts';

export type LogSettings = {
  readonly level: Level | 'silent';
  /** For people at a terminal, or one JSON object a line for whatever collects logs. */
  readonly as: 'lines' | 'json';
  /** Whether levels are told apart by colours; JSON has none. */
  readonly colours: boolean;
  /** Where it goes, if not to the standard output. */
  readonly to?: DestinationStream;
};

/** The log of the service, from its first word on: whatever is written to it has no secret in it. */
export function buildLogger({ level, as, colours, to = standardOutput() }: LogSettings): Logger {
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorForLog, error: errorForLog, req: requestForLog, res: answerForLog },
      hooks: { streamWrite: withoutSecrets },
    },
    as === 'lines' ? linesFor(to, colours) : to,
  );
}

/** Written before the call returns: what a service says last is what tells why it ended. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}

/** Beside what the first start says: when, how bad, what; the rest below it. */
function linesFor(to: DestinationStream, colorize: boolean): DestinationStream {
  const shown = prettyFactory({ colorize, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' });
  return { write: (line) => to.write(shown(line)) };
}

type LoggedRequest = {
  readonly method?: string;
  readonly ip?: string;
  readonly routeOptions?: { readonly url?: string };
};

/** The framework's own lines: the pattern of the route, never the URL, whose query may hold a name. */
function requestForLog({ method, ip, routeOptions }: LoggedRequest) {
  return { method, route: routeOptions?.url, from: ip };
}

function answerForLog({ statusCode }: { readonly statusCode?: number }) {
  return { status: statusCode };
}
