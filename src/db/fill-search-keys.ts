import type { ClientBase } from 'pg';
import { legalForms, organisationKeyOf } from '../kernel/names/organisation-key-of.ts';
import { searchKey } from '../kernel/names/search-key.ts';

/** Of a table with names: what its keys for search are made of, and how. */
type Filling = {
  readonly table: string;
  /** SQL that is true of the rows a program before wrote, of which something is left to find them by. */
  readonly unfilled: string;
  readonly names: readonly string[];
  readonly keys: Readonly<Record<string, Key>>;
};

type Key =
  | { readonly type: 'text'; readonly of: (row: Names) => string | null }
  | { readonly type: 'text[]'; readonly of: (row: Names) => readonly string[] };

/** A row's names by their columns; null = it has none. */
type Names = Readonly<Record<string, Written>>;

const fillings: readonly Filling[] = [
  {
    table: 'persons',
    unfilled: 'name_search is null and name_key is not null',
    names: ['name', 'name_kana'],
    keys: {
      name_search: { type: 'text', of: ({ name, name_kana }) => searchKeysOf(name, name_kana).join(' ') },
    },
  },
  {
    table: 'visitor_identities',
    // An affiliation was once a name like any other: its key spells a legal form until it is that of an organisation.
    unfilled: `name_search is null and name_key is not null or affiliation_search ~ '${legalForms.source}'`,
    names: ['name', 'name_kana', 'affiliation'],
    keys: {
      name_search: { type: 'text', of: ({ name }) => searchKeysOf(name)[0] ?? null },
      kana_search: { type: 'text', of: ({ name_kana }) => searchKeysOf(name_kana)[0] ?? null },
      affiliation_search: { type: 'text', of: ({ affiliation }) => organisationKeyIn(affiliation) },
    },
  },
  {
    table: 'restricted_persons',
    unfilled: `names_search is null and (name_keys <> '{}' or organisation_key is not null)`,
    names: ['name', 'name_kana', 'aliases', 'organisation'],
    keys: {
      names_search: {
        type: 'text[]',
        of: ({ name, name_kana, aliases }) => searchKeysOf(name, name_kana, aliases),
      },
      organisation_search: { type: 'text', of: ({ organisation }) => organisationKeyIn(organisation) },
    },
  },
  {
    table: 'press_organisations',
    unfilled: 'name_search is null',
    names: ['name'],
    keys: { name_search: { type: 'text', of: ({ name }) => organisationKeyIn(name) } },
  },
  {
    table: 'press_persons',
    unfilled: `names_search is null and name_keys <> '{}'`,
    names: ['name', 'name_kana'],
    keys: { names_search: { type: 'text[]', of: ({ name, name_kana }) => searchKeysOf(name, name_kana) } },
  },
];

type Written = string | readonly string[] | null | undefined;

function searchKeysOf(...names: readonly Written[]): readonly string[] {
  return names
    .flatMap((name) => name ?? [])
    .map(searchKey)
    .filter((key) => key !== '');
}

function organisationKeyIn(name: Written): string | null {
  const key = typeof name === 'string' ? organisationKeyOf(name) : '';
  return key === '' ? null : key;
}

/**
 * Gives the rows that programs before wrote the keys by which names are found now (ADR 0071), so many at a time, each lot in a transaction of its
 * own: acts on names wait for one lot at most. Whoever migrates fills; what is written meanwhile by such a program is filled by the next.
 */
export async function fillSearchKeys(client: ClientBase, atOnce = 1000): Promise<void> {
  for (const filling of fillings) {
    let filled = atOnce;
    while (filled === atOnce) filled = await fillSome(client, filling, atOnce);
  }
}

async function fillSome(client: ClientBase, filling: Filling, atOnce: number): Promise<number> {
  const { table, unfilled, names, keys } = filling;
  await client.query('begin');
  try {
    const { rows } = await client.query<Names & { place: string }>(
      `select ctid::text as place, ${names.join(', ')} from ${table} where ${unfilled} limit $1 for update skip locked`,
      [atOnce],
    );
    const columns = Object.entries(keys);
    const made = rows.map((row) => ({
      place: row.place,
      ...Object.fromEntries(columns.map(([column, key]) => [column, key.of(row)])),
    }));
    await client.query(
      `update ${table} t set ${columns.map(([column]) => `${column} = made.${column}`).join(', ')}
      from json_to_recordset($1) as made(place tid, ${columns.map(([column, { type }]) => `${column} ${type}`).join(', ')})
      where t.ctid = made.place`,
      [JSON.stringify(made)],
    );
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
