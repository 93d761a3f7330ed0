import { searchKey } from '../../kernel/search-key.ts';
import { organisationKeyOf } from './organisation-key-of.ts';

/** Who somebody says they are. */
export type Claimed = {
  readonly name: string | null;
  readonly nameKana: string | null;
  readonly affiliation: string | null;
};

/** What of an entry of the list says whom it means. */
export type RestrictedKeys = {
  readonly restrictedId: string;
  readonly nameKeys: readonly string[];
  readonly organisationKey: string | null;
};

/** By what somebody resembles an entry: for whoever may look into it. */
export type RestrictedMatch = {
  readonly restrictedId: string;
  readonly by: 'name' | 'organisation' | 'name-and-organisation';
};

/**
 * Which entries of the list of 立入制限対象者 somebody resembles. An entry with names means whoever bears one of them, wherever
 * they say they are from; an entry with an organisation alone means everybody of it. Resembling is a reason to look, and no
 * verdict: namesakes are cleared by a person.
 */
export function matchRestricted(
  claimed: Claimed,
  listed: readonly RestrictedKeys[],
): readonly RestrictedMatch[] {
  const { names, organisation } = keysClaimed(claimed);
  return listed.flatMap(({ restrictedId, nameKeys, organisationKey }): RestrictedMatch[] => {
    const byName = nameKeys.some((key) => names.includes(key));
    const byOrganisation = organisationKey !== null && organisationKey === organisation;
    if (byName) return [{ restrictedId, by: byOrganisation ? 'name-and-organisation' : 'name' }];
    return byOrganisation && nameKeys.length === 0 ? [{ restrictedId, by: 'organisation' }] : [];
  });
}

/** The keys by which somebody is looked for; what says nothing has none. */
export function keysClaimed({ name, nameKana, affiliation }: Claimed): {
  readonly names: readonly string[];
  readonly organisation: string | null;
} {
  const organisation = affiliation === null ? '' : organisationKeyOf(affiliation);
  return { names: nameKeysOf([name, nameKana]), organisation: organisation === '' ? null : organisation };
}

/** The keys of names as typed, each once. */
export function nameKeysOf(names: readonly (string | null)[]): readonly string[] {
  const keys = names.map((name) => (name === null ? '' : searchKey(name)));
  return [...new Set(keys)].filter((key) => key !== '');
}
