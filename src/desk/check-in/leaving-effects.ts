import { overCustody } from '../../access/escorts/over-custody.ts';
import type { Standing } from '../../access/state/load-standing.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { ExitRead } from './find-exit-read.ts';

/**
 * What an entry does to a member who has left: they are outside the desk that took them in, as far as anybody knows, and in nobody's
 * custody; the guard who was told that they are alone, or here past the hours, hears that this is over. Where that desk is no more nobody knows where they
 * are.
 */
export function leavingEffects(
  { desks }: Pick<SitePlan, 'desks'>,
  { memberId, deskId }: ArrivalRow,
  standing: Standing | undefined,
  since?: Date,
): readonly Effect[] {
  const zone = desks?.find(({ id }) => id === deskId)?.outside ?? null;
  return [
    {
      type: 'presence',
      person: memberId,
      zone,
      certainty: 'assumed',
      ...(since === undefined ? {} : { since: since.toISOString() }),
    },
    ...endOfStay(memberId, standing),
  ];
}

/** What an entry does to a member who left by a read. Where that, or the opening behind it, has put them outside, they are there already. */
export function effectsOfExit(
  { at, to }: Pick<ExitRead, 'at' | 'to'>,
  memberId: string,
  standing: Standing | undefined,
): readonly Effect[] {
  const place = {
    type: 'presence',
    person: memberId,
    zone: to,
    certainty: 'assumed',
    since: at.toISOString(),
  } as const;
  return [...(standing?.zone === to ? [] : [place]), ...endOfStay(memberId, standing)];
}

/** What ends with the stay of a member, wherever they are. */
export function endOfStay(memberId: string, standing: Standing | undefined): readonly Effect[] {
  return [
    ...(standing?.custody === undefined ? [] : overCustody(memberId, standing.custody.broken)),
    ...endOfOverdue(memberId, standing),
  ];
}

/** The guard who was told of a member past the hours hears that this is over. */
export function endOfOverdue(memberId: string, standing: Standing | undefined): readonly Effect[] {
  return standing?.isOverdue
    ? [{ type: 'alarm', kind: 'visitor-overdue', active: false, person: memberId }]
    : [];
}
