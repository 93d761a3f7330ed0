import { correctPresence } from '../access/presence/correct-presence.ts';
import { databaseOf } from '../db/pool.ts';
import { photographyApplication } from '../devices/photography/photography-application.ts';
import { privateDeviceApplication } from '../devices/private-devices/private-device-application.ts';
import { findPrivateDevice } from '../devices/private-devices/private-device-rows.ts';
import { usualConditions } from '../devices/private-devices/private-device-terms.ts';
import { type DeviceDraft, registerDevice } from '../devices/private-devices/register-device.ts';
import { applyForPermit } from '../permits/applying/apply-for-permit.ts';
import { usePermit } from '../permits/using/use-permit.ts';
import { registerCamera } from '../works/cameras/register-camera.ts';
import { workApplication } from '../works/plan/work-application.ts';
import { carryItems } from './carry-items.ts';
import type { DemoPermitDeps } from './demo-permit-deps.ts';
import { done } from './done.ts';
import type { PeopleOfToday } from './people-of-today.ts';
import { permitted } from './permitted.ts';

/** Whoever is in them besides: the visitor who is expected, their host, and the contract of those who work. */
type Involved = PeopleOfToday & {
  readonly host: string;
  readonly guest: string;
  readonly contract: string;
};

type Period = { readonly from: Date; readonly until: Date };

/** What a newcomer finds of permits: pictures being taken, devices and two items inside, and a work that is yet to begin. */
export async function makePermitsOfToday(
  deps: DemoPermitDeps,
  today: Period,
  people: Involved,
): Promise<void> {
  await takePictures(deps, today, people);
  await carryDevices(deps, today, people);
  await carryItems(deps, today, people);
  await planWork(deps, today, people);
}

async function takePictures(
  deps: DemoPermitDeps,
  today: Period,
  { guard, photographer, responsible, roomOfficer }: Involved,
): Promise<void> {
  const zone = 'meeting-2f';
  const seen = { zone, reason: '巡回で見た' };
  for (const person of [photographer, responsible]) {
    done(await correctPresence(deps, await deps.as(guard), deps.siteId, person, seen));
  }
  const application = photographyApplication({
    ...today,
    persons: [photographer],
    zones: [zone],
    purpose: '広報誌に載せる会議の写真',
    terms: { parts: ['image'], devices: ['camera'], responsible, reviewed: true },
  });
  const permit = await permitted(deps, { by: photographer, officer: roomOfficer }, application);
  done(await usePermit(deps, await deps.as(photographer), deps.siteId, permit, 'start'));
}

/** A telephone that the guard has looked at, and the computer of a guest, which is notified. */
async function carryDevices(
  deps: DemoPermitDeps,
  today: Period,
  { guard, operator, innerOfficer, host, guest }: Involved,
): Promise<void> {
  const asked = {
    ...today,
    carryIn: true,
    use: { handles: 'unprotected', lan: false },
    answers: Object.keys(usualConditions).map((condition) => ({ condition, met: true })),
  } as const;
  const telephone = await labelled(deps, operator, { holder: operator, sort: 'phone', maker: '見本電機' });
  const purpose = '障害の連絡を受ける';
  const application = privateDeviceApplication(telephone, { ...asked, zones: ['server-room'], purpose });
  const permit = await permitted(deps, { by: operator, officer: innerOfficer }, application);
  done(await usePermit(deps, await deps.as(guard), deps.siteId, permit, 'start'));

  const computer = await labelled(deps, host, { holder: guest, sort: 'pc' });
  const shown = { ...asked, zones: ['office-systems'], purpose: '打合せでの説明' };
  const notified = privateDeviceApplication(computer, shown);
  done(await applyForPermit(deps, await deps.as(host), deps.siteId, notified));
}

async function planWork(
  deps: DemoPermitDeps,
  today: Period,
  { planner, attendants, workers, contract, innerOfficer }: Involved,
): Promise<void> {
  const { siteId, as } = deps;
  const camera = { code: 'archive-1', zone: 'archive', sees: '書架の間の通路', from: today.from };
  done(await registerCamera(deps, await as(innerOfficer), siteId, camera));
  const application = workApplication({
    ...today,
    persons: workers,
    zones: ['archive'],
    purpose: '記録保管室の床の清掃',
    terms: { form: 'once', contract, attendants: [...attendants], cameras: [camera.code], tools: [] },
  });
  await permitted(deps, { by: planner, officer: innerOfficer }, application);
}

async function labelled(deps: DemoPermitDeps, by: string, draft: DeviceDraft) {
  const { siteId, as, pool } = deps;
  const { label } = done(await registerDevice(deps, await as(by), siteId, draft));
  const device = await findPrivateDevice(databaseOf(pool), siteId, label);
  if (device === undefined) throw new Error(`the demo office has no device of label ${label}`);
  return device;
}
