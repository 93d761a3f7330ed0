/** Work that yields wherever it may be interrupted: often, for what lies between two of them is done in one go. */
export type Slices<Value> = Generator<void, Value>;

/** How long work goes on before whatever else waits for the event loop goes: the doors. */
const sliceMs = 5;

/** Does all of it now. */
export function atOnce<Value>(work: Slices<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does it slice by slice, each of some milliseconds, and lets whatever else waits for the event loop go between them. */
export async function inSlices<Value>(work: Slices<Value>): Promise<Value> {
  for (;;) {
    const end = performance.now() + sliceMs;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < end);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What becomes of each of many. */
export function* mapping<Item, Value>(
  items: Iterable<Item>,
  become: (item: Item, index: number) => Value,
): Slices<Value[]> {
  const values: Value[] = [];
  for (const item of items) {
    values.push(become(item, values.length));
    if (values.length % atATime === 0) yield;
  }
  return values;
}

/** A step of each is a few microseconds; to be asked after every one would cost as much again. */
const atATime = 16;
