import type { SomeZones } from '../../authority/visibility.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import type { Layers } from '../../zones/regulation/layers.ts';

/** What a planned or changed visit is weighed with. */
export type PlanningFacts = {
  readonly plan: SitePlan;
  readonly layers: Layers;
  readonly settings: VisitorSettings;
  /** By organisation, the codes of what people come for. */
  readonly purposesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Who of the persons named is staff in office. */
  readonly activeStaff: ReadonlySet<string>;
  readonly planner: string;
  /** By host, who deputises for them at that moment. */
  readonly deputiesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of which hidden rooms the planner learns. */
  readonly rooms: SomeZones;
  readonly now: Date;
};
