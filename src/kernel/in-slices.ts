/** Work that yields wherever it may be interrupted, each time after a few milliseconds at most. */
export type Slices<Value> = Generator<void, Value>;

/** Does all of it now. */
export function atOnce<Value>(work: Slices<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does it slice by slice, and lets whatever else waits for the event loop go between them: the doors. */
export async function inSlices<Value>(work: Slices<Value>): Promise<Value> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
