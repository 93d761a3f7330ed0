import { rowIds } from '../../src/zones/regulation/row-ids.ts';

/** Everything that is applied for by 別表1 and 別表2: (7) to (9), and the work of (5). */
export const appliedRows = rowIds.filter((row) => /^(t2r([5-9]|1\d|2[0-2])|t1r(4[7-9]|50))$/.test(row));
