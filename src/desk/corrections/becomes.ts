import { overCustody } from '../../access/escorts/over-custody.ts';
import type { Standing } from '../../access/state/load-standing.ts';
import type { Effect } from '../../log/entry/effects.ts';

/** Where somebody is in truth, by which door if they came by one, and in whose custody. */
export type InTruth = Partial<Pick<Standing, 'zone' | 'custody'>> & { readonly door?: string | null };

/** What it does to a member, of whom the log had `was`, that they are where another was thought to be, and in the custody of that one. */
export function becomes(
  member: string,
  was: Standing | undefined,
  is: InTruth | undefined,
): readonly Effect[] {
  const { zone = null, door, custody } = is ?? {};
  return [
    {
      type: 'presence',
      person: member,
      zone,
      certainty: 'assumed',
      ...(door == null ? {} : { door }),
    },
    ...(was?.custody === undefined ? [] : overCustody(member, was.custody.broken)),
    ...custodyPassedOn(member, custody),
  ];
}

/** Custody whole: since when the two are apart, until when one may follow the other, and that the guard was told. */
function custodyPassedOn(ward: string, custody: Standing['custody']): readonly Effect[] {
  if (custody === undefined) return [];
  const { escort, mode, broken } = custody;
  const taken = { type: 'custody', ward, escort, mode, basis: 'visit' } as const;
  if (broken === undefined) return [taken];
  const { since, until } = broken;
  const apart = { type: 'custody-broken', ward, since: since.toISOString() } as const;
  return until === undefined
    ? [taken, apart, { type: 'alarm', kind: 'visitor-abandoned', active: true, person: ward }]
    : [taken, { ...apart, until: until.toISOString() }];
}
