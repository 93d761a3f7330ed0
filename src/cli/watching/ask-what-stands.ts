import { askService } from './ask-service.ts';
import type { LiveTarget } from './follow-live.ts';
import type { WatchedEntry } from './watch-line.ts';
import type { OpenAlarm, Standing, WatchedSite, WhatStands } from './what-stands.ts';

const shownEntries = 20;
const shownAlarms = 200;

/** How a question is asked: again after `pause` milliseconds where the service is too busy. */
type Line = { readonly pause: number; readonly signal: AbortSignal };

/** A site that has no plan yet, or does not show it. */
export const unshownSite: WatchedSite = {
  places: { zones: new Map(), doors: new Map(), gateways: new Map() },
  timeZone: 'Asia/Tokyo',
};

/** Reads where a site is and what its places are called, as far as its plan is shown. */
export async function askSite(target: LiveTarget, line: Line): Promise<WatchedSite> {
  const plan = await ask<Plan>(target, 'plan', line);
  if (plan === undefined) return unshownSite;
  const namesOf = (named: Named) => new Map(named.map(({ id, name }) => [id, name]));
  const { zones, doors, gateways, site } = plan;
  return {
    places: { zones: namesOf(zones), doors: namesOf(doors), gateways: namesOf(gateways) },
    timeZone: site.timeZone,
  };
}

/** Reads what stands at a site, as far as the token may; entries up to `head`, which the stream goes on from. */
export async function askWhatStands(target: LiveTarget, head: number, line: Line): Promise<WhatStands> {
  const [alarms, conditions, entries] = await Promise.all([
    ask<List<OpenAlarm>>(target, `alarms?open=true&limit=${shownAlarms}`, line),
    ask<List<Standing>>(target, 'conditions', line),
    ask<List<WatchedEntry>>(target, `events?order=desc&limit=${shownEntries}`, line),
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
async function ask<Answer>(target: LiveTarget, path: string, line: Line): Promise<Answer | undefined> {
  const answer = await askService(target, `sites/${target.site}/${path}`, line);
  return answer?.status === 200 ? JSON.parse(answer.text) : undefined;
}
