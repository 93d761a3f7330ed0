import type { Database } from '../../../db/pool.ts';
import { keysOfName, keysOfOrganisation } from '../../../kernel/names/name-keys.ts';
import { type Page, pageOf } from '../../../kernel/page.ts';
import { sites } from '../../../zones/sites/tables.ts';
import { type Candidate, type FindCandidates, type HeldAs, heldAs } from './candidate.ts';
import { findNamedAlone } from './find-named-alone.ts';
import { findPaperLinesOf } from './find-paper-lines-of.ts';
import { findPersons } from './find-persons.ts';
import { findPressOf } from './find-press-of.ts';
import { findVisitorsOf } from './find-visitors-of.ts';

/** The last candidate of a page: as whom, where and by which id. */
export type CandidateCursor = Pick<Candidate, 'as' | 'site' | 'id'>;

type Asked = {
  readonly name: string;
  readonly affiliation?: string | undefined;
  readonly limit: number;
  readonly after?: CandidateCursor | undefined;
};

/** A page of whoever is, or was, held under a name (or its reading), and an affiliation where one is named; the 立入制限対象者 are never among them. */
export async function listCandidates(
  db: Database,
  { name, affiliation, limit, after }: Asked,
): Promise<Page<Candidate>> {
  const sought = {
    name: keysOfName(name),
    affiliation: affiliation === undefined ? undefined : keysOfOrganisation(affiliation),
  };
  if (sought.name.search === '') return { items: [], next: null };
  const houses = await db.select({ id: sites.siteId }).from(sites).orderBy(sites.siteId);
  const sources = heldAs.flatMap((as) => sourcesOf(as, houses));
  const isLast = ({ as, site }: Source) => as === after?.as && site === after.site;
  const start = sources.findIndex(isLast);
  if (after !== undefined && start < 0) return { items: [], next: null };
  const found: Candidate[] = [];
  for (const source of sources.slice(Math.max(start, 0))) {
    if (found.length > limit) break;
    const behind = isLast(source) ? after?.id : undefined;
    found.push(...(await source.find(db, sought, { after: behind, most: limit + 1 - found.length })));
  }
  return pageOf(found, limit, cursorOf);
}

type Source = { readonly as: HeldAs; readonly site: string | null; readonly find: FindCandidates };

/** Where candidates of a sort are looked for, one after the other. */
function sourcesOf(as: HeldAs, houses: readonly { readonly id: string }[]): readonly Source[] {
  switch (as) {
    case 'person':
      return [{ as, site: null, find: findPersons }];
    case 'press':
      return houses.map(({ id }) => ({ as, site: id, find: findPressOf(id) }));
    case 'visitor':
      return houses.map(({ id }) => ({ as, site: id, find: findVisitorsOf(id) }));
    case 'paper-line':
      return houses.map(({ id }) => ({ as, site: id, find: findPaperLinesOf(id) }));
    default:
      return houses.map(({ id }) => ({ as, site: id, find: findNamedAlone(as, id) }));
  }
}

function cursorOf({ as, site, id }: CandidateCursor): string {
  return [as, site ?? '', id].join('~');
}
