import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { PersonKind, PersonState } from '../../../people/registry/person-lifecycle.ts';
import { keepsCompany } from '../../decide/keeps-company.ts';
import { type Deadline, deadlineKinds } from '../../state/deadline.ts';
import { type PlaceColumns, parsePlace, placePart } from '../../state/place-part.ts';
import type { Place } from '../../state/site-state.ts';
import { loadPairs } from './load-pairs.ts';

/** Places by person. */
export type Places = ReadonlyMap<string, Place>;

const columns = Object.entries(placePart.columns)
  .map(([column, ofPresence]) => `p.${ofPresence} as "${column}"`)
  .join(', ');

export type PlacesAsked = {
  /** Persons whose place is asked for by name. */
  readonly persons: readonly string[];
  /** Doors whose pending passages an event may take or undo. */
  readonly doors: readonly string[];
  /** Zones whose persons must be counted. */
  readonly zones: readonly string[];
  /** Of these: where it counts who keeps others company. */
  readonly companyIn: readonly string[];
};

/** Places by person, and which of these persons keep others company in the zones that were asked about. */
export type PlacesFound = { readonly places: Places; readonly company: ReadonlySet<string> };

/**
 * Where these persons are, who is pending at these doors, and who is in the counted zones; most batches ask for none. Who keeps
 * company is asked only of whoever is in such a zone or on the way there: what is false of a row is looked up for none.
 */
export async function loadPlaces(
  client: UnderHead,
  siteId: string,
  { persons, doors, zones, companyIn }: PlacesAsked,
): Promise<PlacesFound> {
  if (persons.length + doors.length + zones.length === 0) return { places: new Map(), company: new Set() };
  const { rows } = await client.query<PlaceRow & CompanyColumns>({
    name: 'load-places',
    text: `
      with asked as (
        select unnest($4::uuid[]) as person_id
        union
        select person_id from presence where site_id = $1 and pending_door = any($2::text[])
        union
        select person_id from presence
        where cardinality($3::text[]) > 0 and site_id = $1 and zone_id = any($3::text[])
        union
        select person_id from presence
        where site_id = $1 and pending_door is not null and pending_to = any($3::text[])
      )
      select p.person_id as "personId", ${columns}, one.kind, one.state
      from asked
      cross join lateral (select * from presence where site_id = $1 and person_id = asked.person_id limit 1) p
      left join lateral (
        select kind, state from persons
        where person_id = p.person_id and (p.zone_id = any($5::text[]) or p.pending_to = any($5::text[]))
        order by from_seq desc limit 1
      ) one on true`,
    values: [siteId, doors, zones, persons, companyIn],
  });
  const company = rows.filter((row) => row.kind !== null && keepsCompany(row));
  return { places: placesOf(rows), company: new Set(company.map(({ personId }) => personId)) };
}

/** Where they are whom these deadlines are about: nobody, most often; everybody, when the places are to be forgotten. */
export async function loadDuePlaces(
  client: UnderHead,
  siteId: string,
  due: readonly Deadline[],
): Promise<Places> {
  if (due.some(({ kind }) => deadlineKinds[kind].places === 'everybody'))
    return loadEverybody(client, siteId);
  const persons = dueOf(due, 'ref');
  return (await loadPlaces(client, siteId, { persons, doors: [], zones: [], companyIn: [] })).places;
}

/** Where they are whom these deadlines are about, with whom they escort or are escorted by; most batches ask for none. */
export function loadDuePairs(
  client: UnderHead,
  siteId: string,
  due: readonly Deadline[],
): ReturnType<typeof loadPairs> {
  return loadPairs(client, siteId, dueOf(due, 'pair'));
}

function dueOf(due: readonly Deadline[], places: 'ref' | 'pair'): readonly string[] {
  return due.flatMap(({ kind, ref }) => (deadlineKinds[kind].places === places ? [ref] : []));
}

/** Where everybody is whose place is known or about to be. */
async function loadEverybody(client: UnderHead, siteId: string): Promise<Places> {
  const { rows } = await client.query<PlaceRow>({
    name: 'load-everybody',
    text: `
      select p.person_id as "personId", ${columns}
      from presence p where p.site_id = $1 and (p.zone_id is not null or p.pending_door is not null)`,
    values: [siteId],
  });
  return placesOf(rows);
}

type PlaceRow = PlaceColumns & { readonly personId: string };

/** Null of whoever was not asked about. */
type CompanyColumns =
  | { readonly kind: PersonKind; readonly state: PersonState }
  | { readonly kind: null; readonly state: null };

function placesOf(rows: readonly PlaceRow[]): Places {
  return new Map(
    rows.flatMap((row) => {
      const place = parsePlace(row);
      return place === undefined ? [] : [[row.personId, place]];
    }),
  );
}
