import { toNextDoor } from '../traffic/stage.ts';
import type { Member } from './front-desk.ts';
import { lobby, type Part, type Scene } from './scene.ts';

/** Ahead to the door of the office, where nobody comes: as long as the reader waits, and then back. */
export async function* waitAlone({ stage, expected, sharing, now }: Scene, { pass }: Member): Part {
  for (const step of stage.wayBy(sharing.visitors, lobby, expected.zone)) {
    if (step.reader === undefined) {
      stage.walkThrough(step);
      yield { after: toNextDoor };
      continue;
    }
    const { seq, verdict, waitWithinMs = 0 } = await stage.doors.read(step.reader, pass.card);
    if (verdict !== 'wait') return;
    const until = now().getTime() + waitWithinMs;
    yield { after: waitWithinMs / 1000 };
    // The service ends a wait by the true time, which may not have come.
    if (now().getTime() < until) await stage.doors.abandon(step.reader, seq);
  }
}
