import { type Stage, toNextDoor } from '../traffic/stage.ts';
import type { Part } from './scene.ts';

/** One of the staff alone. */
export async function* walkAlone(stage: Stage, walker: number, to: string): Part {
  const card = stage.walkers[walker]?.card;
  if (card === undefined) return;
  for (const step of stage.wayBy(stage.plan, stage.placeOf(walker), to)) {
    if (step.reader !== undefined && (await stage.doors.read(step.reader, card)).verdict !== 'grant') return;
    stage.walkThrough(step);
    stage.setPlace(walker, step.to);
    yield { after: toNextDoor };
  }
}
