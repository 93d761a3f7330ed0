import type { ActContext } from '../log/writing/perform-act.ts';
import type { PermitDeps } from '../permits/applying/apply-for-permit.ts';
import type { UsingDeps } from '../permits/using/use-permit.ts';

/** What permits of the demo office are made with. */
export type DemoPermitDeps = PermitDeps &
  UsingDeps & {
    readonly siteId: string;
    /** Acts in the place of somebody of the office, by the roles they hold. */
    readonly as: (personId: string) => Promise<ActContext>;
  };
