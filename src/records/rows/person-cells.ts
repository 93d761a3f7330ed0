import type { Pool } from '../../db/pool.ts';
import { erasedName } from '../../kernel/erased-name.ts';
import { loadSections } from '../../visitors/names/load-sections.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { personKindWords } from '../kinds/person-kind-words.ts';

/** What stands there where whoever asks may not know whom they see. */
export const withheld = '（非表示）';

/** 氏名・所属・区分 of somebody, as they stand in a record. */
export type PersonCells = {
  readonly name: string;
  readonly affiliation: string;
  readonly kind: string;
  /** The id of whom these cells name; null where it is withheld who it is, or nobody knows any more. */
  readonly told: string | null;
};

/** Reads who some ids stand for; an id of nobody who is known any more reads as erased. */
export async function loadPersonCells(
  pool: Pool,
  siteId: string,
  ids: readonly string[],
): Promise<(id: string, mayKnow: boolean) => PersonCells> {
  const [known, sections] = await Promise.all([loadWhoIs(pool, siteId, ids), loadSections(pool, ids)]);
  return (id, mayKnow) => {
    const who = known.get(id);
    const kind = who === undefined ? '' : personKindWords[who.kind];
    if (!mayKnow) return { name: withheld, affiliation: withheld, kind, told: null };
    const name = who?.name ?? erasedName;
    if (who === undefined || name === erasedName) {
      return { name: erasedName, affiliation: erasedName, kind, told: null };
    }
    return { name, affiliation: who.affiliation ?? sections.get(id) ?? '', kind, told: id };
  };
}

/** Whom some cells name, by their ids. */
export function personsTold(cells: readonly (PersonCells | undefined)[]): readonly string[] {
  return cells.flatMap((one) => one?.told ?? []);
}

/** Several persons in one cell, each once. */
export function together(cells: readonly string[]): string {
  return [...new Set(cells)].filter((cell) => cell !== '').join('、');
}
