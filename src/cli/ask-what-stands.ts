import type { LiveTarget } from './follow-live.ts';
import type { WatchedEntry } from './watch-line.ts';
import type { OpenAlarm, Standing, WhatStands } from './what-stands.ts';

const shownEntries = 20;
const shownAlarms = 200;
const patienceMs = 10_000;

/** Reads what stands at a site, as far as the token may; entries up to `head`, which the stream goes on from. */
export async function askWhatStands(
  target: LiveTarget,
  head: number,
  signal: AbortSignal,
): Promise<WhatStands> {
  const [alarms, conditions, entries, plan] = await Promise.all([
    ask<List<OpenAlarm>>(target, `alarms?open=true&limit=${shownAlarms}`, signal),
    ask<List<Standing>>(target, 'conditions', signal),
    ask<List<WatchedEntry>>(target, `events?order=desc&limit=${shownEntries}`, signal),
    ask<Plan>(target, 'plan', signal),
  ]);
  const named = [...(plan?.zones ?? []), ...(plan?.doors ?? [])];
  return {
    alarms: alarms?.items,
    conditions: conditions?.items,
    entries: entries?.items.filter(({ seq }) => seq <= head),
    places: new Map(named.map(({ id, name }) => [id, name])),
  };
}

type List<Item> = { readonly items: readonly Item[] };
type Named = readonly { readonly id: string; readonly name: string }[];
type Plan = { readonly zones: Named; readonly doors: Named };

/** Undefined where it is refused or does not come: the watch goes on without it. */
async function ask<Answer>(
  { base, token, site }: LiveTarget,
  path: string,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  try {
    const answer = await fetch(new URL(`/api/v1/sites/${site}/${path}`, base), {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return answer.ok ? JSON.parse(await answer.text()) : undefined;
  } catch {
    return undefined;
  }
}
