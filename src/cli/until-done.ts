import type { Words } from '../kernel/words.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/**
 * Does the work of a command. The first Ctrl+C, or the end of what it works on, asks it to end early; what it has done by
 * then still counts.
 */
export function untilDone(
  terminal: Terminal,
  ended: Promise<Words>,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<ExitCode> {
  const leaving = new AbortController();
  let done = false;
  const working = work(leaving.signal).finally(() => {
    done = true;
  });
  const endedEarly = new Promise<Words>((resolve) => {
    void ended.then((why) => {
      if (!done) resolve(why);
    });
  });
  const stop = async () => {
    leaving.abort();
    await working;
  };
  const stopped = terminal.untilStopped(stop, endedEarly);
  return Promise.race([
    working.then((): ExitCode => (leaving.signal.aborted ? 130 : 0)),
    stopped.then((code): ExitCode => (code === 0 ? 130 : code)),
  ]);
}
