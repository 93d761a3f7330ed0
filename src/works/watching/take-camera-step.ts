import { answersForZone } from '../../authority/answers-for-zone.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { holdEntry } from '../../zones/registers/hold-entry.ts';
import {
  type CameraState,
  type CameraStep,
  cameraStateAfter,
  cameraStateNames,
} from '../cameras/camera-lifecycle.ts';
import { type CameraKey, type CameraRow, lockCamera, saveCamera } from '../cameras/camera-rows.ts';
import type { Camera } from '../cameras/judge-cameras.ts';
import { notTheirZone, tellsOfCameras } from '../cameras/tells-of-cameras.ts';
import { findRunningWorks, isUnwatched, type RunningWork } from '../occurrences/find-running-works.ts';

const entryKinds = {
  break: 'camera-broken',
  repair: 'camera-repaired',
  remove: 'camera-removed',
} as const satisfies Record<CameraStep, string>;

/** Where a camera now stands, and which running works it leaves unwatched. */
export type SteppedCamera = { readonly state: CameraState; readonly unwatched: readonly string[] };

/**
 * Records that a camera is out of order, works again, or is gone. From the answer on no work begins that only it watches; those that run are
 * named by the entry, which whoever planned or attends them is told.
 */
export function takeCameraStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  key: CameraKey,
  step: CameraStep,
  reason?: string,
): Promise<Result<SteppedCamera, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdEntry(tx, context, siteId, await lockCamera(tx, siteId, key));
    if (!held.ok) return held;
    const camera = held.value;
    const may = step === 'remove' ? answersForZone : tellsOfCameras;
    if (!may(context.principal, siteId, camera.zoneId)) return refuse(notTheirZone);
    const state = cameraStateAfter(camera.state, step);
    if (state === undefined) {
      const detail = `「${cameraStateNames[camera.state]}」のため、この操作はできません。`;
      return refuse({ code: 'conflict', detail });
    }
    await tx.takeHeads([siteId]);
    // Under the head no work begins or ends: one that begins after this sees the camera as it stands then.
    const left = step === 'repair' ? [] : await findLeftUnwatched(tx, siteId, { ...camera, state });
    const told = [
      ...new Set(left.flatMap(({ applicant, attendant }) => [applicant, attendant ?? applicant])),
    ];
    const unwatched = left.map(({ permit }) => permit);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: { to: camera.zoneId, ...(told.length === 0 ? {} : { with: told }) },
      details: { camera: key.code, ...(unwatched.length === 0 ? {} : { works: unwatched }) },
      ...(reason === undefined ? {} : { personal: { recordClass: 'act', data: { reason } } }),
    });
    await saveCamera(tx, camera, { state, reason: reason ?? null }, seq);
    return ok({ state, unwatched });
  });
}

/** The running works that a camera watched which now stands so. */
async function findLeftUnwatched(
  tx: ActTx,
  siteId: string,
  changed: CameraRow,
): Promise<readonly RunningWork[]> {
  const isIt = ({ code, zoneId }: Camera) => code === changed.code && zoneId === changed.zoneId;
  const running = await findRunningWorks(tx.client, siteId);
  return running
    .filter(({ cameras }) => cameras.some(isIt))
    .map((work) => ({ ...work, cameras: work.cameras.map((one) => (isIt(one) ? changed : one)) }))
    .filter((work) => isUnwatched(work, tx.now));
}
