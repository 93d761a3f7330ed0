import type { PermitRow } from '../../permits/registry/permit-rows.ts';

/** A permit by which something is added in a zone, or zones are linked (別表2 rows 24 to 36). */
export type Addition = PermitRow & {
  /** The 管理番号 of what stands there under it. */
  readonly numbers: readonly string[];
};
