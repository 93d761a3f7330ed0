import { keysOfName, keysOfOrganisation, type NameKeys } from '../../kernel/names/name-keys.ts';

/** Who somebody says they are. */
export type Claimed = {
  readonly name: string | null;
  readonly nameKana: string | null;
  readonly affiliation: string | null;
};

/** What of an entry of the list says whom it means. */
export type RestrictedNames = {
  readonly restrictedId: string;
  readonly name: string | null;
  readonly nameKana: string | null;
  readonly aliases: readonly string[];
  readonly organisation: string | null;
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
  listed: readonly RestrictedNames[],
): readonly RestrictedMatch[] {
  const claims = keysClaimed(claimed);
  const names = claims.names.map(({ search }) => search);
  return listed.flatMap(({ restrictedId, name, nameKana, aliases, organisation }): RestrictedMatch[] => {
    const meant = nameKeysOf([name, nameKana, ...aliases]);
    const byName = meant.some(({ search }) => names.includes(search));
    const whose = organisationKeysOf(organisation);
    const byOrganisation = whose !== undefined && whose.search === claims.organisation?.search;
    if (byName) return [{ restrictedId, by: byOrganisation ? 'name-and-organisation' : 'name' }];
    return byOrganisation && meant.length === 0 ? [{ restrictedId, by: 'organisation' }] : [];
  });
}

/** The keys by which somebody is looked for; what says nothing has none. */
export function keysClaimed({ name, nameKana, affiliation }: Claimed): {
  readonly names: readonly NameKeys[];
  readonly organisation: NameKeys | undefined;
} {
  return { names: nameKeysOf([name, nameKana]), organisation: organisationKeysOf(affiliation) };
}

/** The keys of names as typed, each once; what says nothing has none. */
export function nameKeysOf(names: readonly (string | null)[]): readonly NameKeys[] {
  const keys = names.flatMap((name) => (name === null ? [] : [keysOfName(name)]));
  return [...new Map(keys.map((one) => [one.search, one])).values()].filter(({ search }) => search !== '');
}

/** The keys of an organisation as typed; undefined = nothing but a legal form, or nothing. */
export function organisationKeysOf(organisation: string | null): NameKeys | undefined {
  const keys = organisation === null ? undefined : keysOfOrganisation(organisation);
  return keys?.search === '' ? undefined : keys;
}
