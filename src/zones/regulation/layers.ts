import type { Zone } from '../plan/site-plan.ts';
import type { Determination } from './determination.ts';
import type { Policy } from './policy.ts';
import type { RegisteredSystem, SystemSurvey } from './registered-system.ts';
import type { RowId } from './row-ids.ts';

/**
 * What a permit opens of one row in one zone: an application what 別表1 forbids without one, an exception (例外措置) also what is 禁止,
 * and a measure that is 要.
 */
export type Opening = {
  /** The permit's: whoever reads a chain finds who applied, who decided and why by it. */
  readonly id: string;
  readonly kind: 'application' | 'exception';
  readonly zone: string;
  readonly row: RowId;
  readonly from: Date;
  readonly until: Date;
  readonly words: string;
};

/** The layers a requirement is weighed over, besides the zone's own controls. Their order within is irrelevant. */
export type Layers = {
  readonly policy: Policy;
  readonly determinations: readonly Determination[];
  readonly openings: readonly Opening[];
  /** What the register says of the zones' information systems (METI 41). */
  readonly systems: readonly RegisteredSystem[];
  readonly surveys: readonly SystemSurvey[];
};

/** What of a zone bears on its requirements. */
export type RuledZone = Readonly<
  Pick<Zone, 'id' | 'class' | 'organisation' | 'holdsProtectedSystems' | 'holdsStableSystems'>
> & { readonly controls: readonly Zone['controls'][number][] };
