/** How long work goes on before whatever else waits for the event loop goes: the doors. */
const turnMs = 5;

/** A wait for work done in many small steps: nothing while its turn lasts, and then until everybody else has had theirs. */
export function buildTurns(): () => Promise<void> | undefined {
  let end = performance.now() + turnMs;
  return () => {
    if (performance.now() < end) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        end = performance.now() + turnMs;
        resolve();
      });
    });
  };
}
