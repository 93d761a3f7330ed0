import { toNextDoor } from '../traffic/stage.ts';
import type { Part, Scene } from './scene.ts';

const betweenReads = 4;

/** All of them from one zone to another. Where the one who leads is refused they stay where they are. */
export async function* lead(
  scene: Scene,
  escort: number | undefined,
  [from, to]: readonly [string, string],
): Part {
  const { stage, count, sharing, expected } = scene;
  for (const step of stage.wayBy(sharing[expected.first], from, to)) {
    if (step.reader !== undefined) {
      const passed = yield* readTogether(scene, escort, step.reader);
      if (passed === 0) return;
      if (escort !== undefined) count.pairs += passed;
    }
    stage.walkThrough(step);
    if (escort !== undefined) stage.setPlace(escort, step.to);
    yield { after: toNextDoor };
  }
}

/**
 * The visitors read one by one before their escort, whose read lets in whoever waits, or after the escort, whose read opened the way.
 * How many of the visitors passed.
 */
async function* readTogether(
  { stage, expected, guests }: Scene,
  escort: number | undefined,
  reader: string,
): Part<number> {
  const cards = guests.map(({ pass }) => pass.card);
  const own = escort === undefined ? undefined : stage.walkers[escort]?.card;
  const before = expected.first === 'visitors' ? cards : [];
  const after = expected.first === 'visitors' ? [] : cards;
  let waiting = 0;
  let passed = 0;
  for (const card of before) {
    const { verdict } = await stage.doors.read(reader, card);
    if (verdict === 'wait') waiting += 1;
    if (verdict === 'grant') passed += 1;
    yield { after: betweenReads };
  }
  if (own !== undefined) {
    const { verdict } = await stage.doors.read(reader, own);
    if (verdict === 'grant') passed += waiting;
    yield { after: betweenReads };
  }
  for (const card of after) {
    const { verdict } = await stage.doors.read(reader, card);
    if (verdict === 'grant') passed += 1;
    yield { after: betweenReads };
  }
  return passed;
}
