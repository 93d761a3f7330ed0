import { isUuid } from '../../../kernel/ids.ts';
import { aloneSorts, isAloneSort } from '../alone/alone-sorts.ts';
import { paperLineIdForm } from '../tables/paper-line-ids.ts';
import { type HeldAs, heldAs } from './candidate.ts';
import type { CandidateCursor } from './list-candidates.ts';

/** Reads the cursor of a page; undefined = it is none. */
export function parseCandidateCursor(text: string): CandidateCursor | undefined {
  const [sort, site = '', id = '', ...rest] = text.split('~');
  const as = heldAs.find((one) => one === sort);
  if (as === undefined || rest.length > 0) return undefined;
  if (as === 'person' ? site !== '' : !isUuid(site)) return undefined;
  if (!hasForm(as, id)) return undefined;
  return { as, site: site === '' ? null : site, id };
}

function hasForm(as: HeldAs, id: string): boolean {
  if (isAloneSort(as)) return aloneSorts[as].form.test(id);
  return as === 'paper-line' ? paperLineIdForm.test(id) : isUuid(id);
}
