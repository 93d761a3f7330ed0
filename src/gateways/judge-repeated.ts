import { type RepeatedInBody, refusalOfRepeated } from '../api/read-json-bodies.ts';
import { textFrom } from '../kernel/measuring-json.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/**
 * The events of a post in which a field stands twice, by their place, each with its text as it came. Refused where that is so of a
 * field of the envelope: which events of which epoch they are cannot be told.
 */
export function judgeRepeated(
  repeated: RepeatedInBody | undefined,
): Result<ReadonlyMap<number, string>, Refusal> {
  const texts = new Map<number, string>();
  if (repeated === undefined) return ok(texts);
  const ofEnvelope = repeated.keys.filter(({ within }) => !isWithinEvent(within));
  if (ofEnvelope.length > 0) return refuse(refusalOfRepeated(ofEnvelope));
  for (const { within, starts } of repeated.keys) {
    const place = Number(within[1]);
    if (!texts.has(place)) texts.set(place, textFrom(repeated.text, starts[2] ?? 0));
  }
  return ok(texts);
}

function isWithinEvent([first, second]: readonly (string | number)[]): boolean {
  return first === 'events' && typeof second === 'number';
}
