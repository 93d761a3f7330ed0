import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { type CameraState, type CameraStep, cameraStateAfter, cameraStateNames } from './camera-lifecycle.ts';
import { type CameraKey, lockCamera, saveCamera } from './camera-rows.ts';
import { keepsCameras, notTheirZone, tellsOfCameras } from './keeps-cameras.ts';

const entryKinds = {
  break: 'camera-broken',
  repair: 'camera-repaired',
  remove: 'camera-removed',
} as const satisfies Record<CameraStep, string>;

/** Records that a camera is out of order, works again, or is gone. From the answer on no work begins that only it watches. */
export function takeCameraStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  key: CameraKey,
  step: CameraStep,
  reason?: string,
): Promise<Result<{ readonly state: CameraState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const camera = await lockCamera(tx, siteId, key);
    const hidden = await loadHiddenFrom(tx, context.principal, siteId);
    if (camera === undefined || hidden.has(camera.zoneId)) return refuse({ code: 'not-found' });
    const may = step === 'remove' ? keepsCameras : tellsOfCameras;
    if (!may(context.principal, siteId, camera.zoneId)) return refuse(notTheirZone);
    const state = cameraStateAfter(camera.state, step);
    if (state === undefined) {
      const detail = `「${cameraStateNames[camera.state]}」のため、この操作はできません。`;
      return refuse({ code: 'conflict', detail });
    }
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: { to: camera.zoneId },
      details: { camera: key.code },
      ...(reason === undefined ? {} : { personal: { recordClass: 'act', data: { reason } } }),
    });
    await saveCamera(tx, camera, { state, reason: reason ?? null }, seq);
    return ok({ state });
  });
}
