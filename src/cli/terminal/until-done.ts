import type { ExitCode, Terminal } from './terminal.ts';

/**
 * Does the work of a command. The first Ctrl+C asks it to end early; what it has done by then still counts.
 */
export function untilDone(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<ExitCode> {
  const leaving = new AbortController();
  const working = work(leaving.signal);
  const stop = async () => {
    leaving.abort();
    await working;
  };
  const stopped = terminal.untilStopped(stop);
  return Promise.race([
    working.then((): ExitCode => (leaving.signal.aborted ? 130 : 0)),
    stopped.then((code): ExitCode => (code === 0 ? 130 : code)),
  ]);
}
