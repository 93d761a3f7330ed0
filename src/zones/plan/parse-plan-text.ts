import { Value } from 'typebox/value';
import { type SitePlan, SitePlanBody } from './site-plan.ts';

/** A plan from a text of JSON; undefined where it is none. */
export function parsePlanText(text: string): SitePlan | undefined {
  const parsed = parseJson(text);
  return Value.Check(SitePlanBody, parsed) ? parsed : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
