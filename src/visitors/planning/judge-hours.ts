import type { FieldError } from '../../kernel/problem.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import { hoursSaid } from './hours-said.ts';
import type { SaidHours } from './visit-draft.ts';

/** By what the hours of a visit are weighed. */
export type HoursFacts = {
  readonly plan: { readonly site: Pick<SitePlan['site'], 'presenceResetAt'> };
  readonly settings: Pick<VisitorSettings, 'visitorsUntil'>;
};

/** When the night is over at a site that does not say when its day begins anew. */
const usualMorning = '05:00';

/**
 * What is wrong with the hours of a visit. They end after they begin, at midnight (`00:00`) at the latest; by the word of a host (`isHosts`)
 * whoever comes in the day or the evening stays until the next morning. Longer than that a day is made by an extension alone, which says
 * its date.
 */
export function judgeHours(
  said: SaidHours,
  { plan: { site }, settings }: HoursFacts,
  isHosts: boolean,
): readonly FieldError[] {
  const { startsAt, endsAt } = hoursSaid(said, settings);
  if (endsAt > startsAt || endsAt === midnight) return [];
  if (said.endsAt === undefined) return [atEnd(hoursOver(settings))];
  const morning = site.presenceResetAt ?? usualMorning;
  if (endsAt > morning || startsAt < morning) return [atEnd(notAfter(morning))];
  return isHosts ? [] : [atEnd(hostsAlone)];
}

const midnight = '00:00';

function atEnd(message: string): FieldError {
  return { at: '/endsAt', message };
}

function hoursOver({ visitorsUntil }: HoursFacts['settings']): string {
  return `訪問者の時間（${visitorsUntil} まで）は過ぎています。終わりの時刻を書いてください`;
}

function notAfter(morning: string): string {
  return `終わりは、始まりより後の時刻にしてください。日をまたぐのは、翌朝 ${morning} までです`;
}

const hostsAlone =
  '0時を過ぎる終わりは、訪問相手だけが決められます。0時（00:00）までとし、訪問相手に延ばしてもらってください';
