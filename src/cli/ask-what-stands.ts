import type { LiveTarget } from './follow-live.ts';
import type { WatchedEntry } from './watch-line.ts';
import type { OpenAlarm, Standing, WatchedSite, WhatStands } from './what-stands.ts';

const shownEntries = 20;
const shownAlarms = 200;
const patienceMs = 10_000;

/** A site that has no plan yet, or does not show it. */
export const unshownSite: WatchedSite = {
  places: { zones: new Map(), doors: new Map(), gateways: new Map() },
  timeZone: 'Asia/Tokyo',
};

/** Reads where a site is and what its places are called, as far as its plan is shown. */
export async function askSite(target: LiveTarget, signal: AbortSignal): Promise<WatchedSite> {
  const plan = await ask<Plan>(target, 'plan', signal);
  if (plan === undefined) return unshownSite;
  const namesOf = (named: Named) => new Map(named.map(({ id, name }) => [id, name]));
  const { zones, doors, gateways, site } = plan;
  return {
    places: { zones: namesOf(zones), doors: namesOf(doors), gateways: namesOf(gateways) },
    timeZone: site.timeZone,
  };
}

/** Reads what stands at a site, as far as the token may; entries up to `head`, which the stream goes on from. */
export async function askWhatStands(
  target: LiveTarget,
  head: number,
  signal: AbortSignal,
): Promise<WhatStands> {
  const [alarms, conditions, entries] = await Promise.all([
    ask<List<OpenAlarm>>(target, `alarms?open=true&limit=${shownAlarms}`, signal),
    ask<List<Standing>>(target, 'conditions', signal),
    ask<List<WatchedEntry>>(target, `events?order=desc&limit=${shownEntries}`, signal),
  ]);
  return {
    alarms: alarms?.items,
    conditions: conditions?.items,
    entries: entries?.items.filter(({ seq }) => seq <= head),
  };
}

type List<Item> = { readonly items: readonly Item[] };
type Named = readonly { readonly id: string; readonly name: string }[];
type Plan = {
  readonly site: { readonly timeZone: string };
  readonly zones: Named;
  readonly doors: Named;
  readonly gateways: Named;
};

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
