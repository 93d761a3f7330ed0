import { applyForPermit } from '../permits/applying/apply-for-permit.ts';
import type { Application } from '../permits/applying/weigh-application.ts';
import { approvePermit } from '../permits/deciding/approve-permit.ts';
import type { DemoPermitDeps } from './demo-permit-deps.ts';
import { done } from './done.ts';

/** The id of a permit that was applied for and approved. */
export async function permitted(
  deps: DemoPermitDeps,
  { by, officer }: { readonly by: string; readonly officer: string },
  application: Application,
): Promise<string> {
  const { siteId, as } = deps;
  const { id } = done(await applyForPermit(deps, await as(by), siteId, application));
  done(await approvePermit(deps, await as(officer), siteId, id, () => true));
  return id;
}
