import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deliveryLifecycle } from '../../src/deliveries/registry/delivery-lifecycle.ts';
import { keptThingLifecycle } from '../../src/desk/kept-things/kept-thing-lifecycle.ts';
import { passLifecycle } from '../../src/desk/passes/pass-lifecycle.ts';
import { itemLifecycle } from '../../src/devices/items/registry/item-lifecycle.ts';
import { lentLifecycle } from '../../src/devices/lending/lent-lifecycle.ts';
import { gapTaskLifecycle } from '../../src/gaps/tasks/gap-task-lifecycle.ts';
import { alarmLifecycle } from '../../src/log/entry/alarm-lifecycle.ts';
import { permissionLifecycle } from '../../src/people/permissions/permission-lifecycle.ts';
import { cardLifecycle } from '../../src/people/registry/card-lifecycle.ts';
import { personLifecycle } from '../../src/people/registry/person-lifecycle.ts';
import { permitLifecycle } from '../../src/permits/lifecycle/permit-lifecycle.ts';
import { equipmentLifecycle } from '../../src/registers/equipment/equipment-lifecycle.ts';
import { keyLifecycle } from '../../src/registers/keys/key-lifecycle.ts';
import { applicationLifecycle } from '../../src/sign-in/applications/application-lifecycle.ts';
import { accreditationLifecycle } from '../../src/visitors/accreditation/accreditation-lifecycle.ts';
import { arrivalLifecycle } from '../../src/visitors/registry/arrival-lifecycle.ts';
import { visitLifecycle } from '../../src/visitors/registry/visit-lifecycle.ts';
import { restrictedLifecycle } from '../../src/visitors/restricted/restricted-lifecycle.ts';
import { cameraLifecycle } from '../../src/works/cameras/camera-lifecycle.ts';

type Lifecycle = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** With the fewest steps each can have and still be read. */
const told: readonly (readonly [string, Lifecycle, number])[] = [
  ['Standing permission', permissionLifecycle, 4],
  ['Permit', permitLifecycle, 9],
  ['Card', cardLifecycle, 4],
  ['Person', personLifecycle, 4],
  ['Visit', visitLifecycle, 3],
  ['Arrival', arrivalLifecycle, 4],
  ['Pass', passLifecycle, 4],
  ['Restricted person', restrictedLifecycle, 3],
  ['Accreditation', accreditationLifecycle, 3],
  ['Thing kept', keptThingLifecycle, 1],
  ['Lent thing', lentLifecycle, 3],
  ['Application for a login id', applicationLifecycle, 4],
  ['Camera', cameraLifecycle, 3],
  ['Key', keyLifecycle, 13],
  ['Equipment', equipmentLifecycle, 5],
  ['Delivery', deliveryLifecycle, 4],
  ['Item', itemLifecycle, 4],
  ['Task for a gap', gapTaskLifecycle, 2],
  ['Alarm', alarmLifecycle, 3],
];

/** The rows `state, step, next, who may` under a heading. */
function stepsUnder(heading: string): readonly (readonly string[])[] {
  const sections = readFileSync('docs/lifecycles.md', 'utf8').split(/^## /m);
  const section = sections.find((one) => one.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

describe('docs/lifecycles.md', () => {
  it.each(told)('tells every step of the life of a %s, and no other', (heading, lifecycle, fewest) => {
    const steps = Object.entries(lifecycle).flatMap(([state, open]) =>
      Object.entries(open).map(([step, next]) => [state, step, next]),
    );
    expect(steps.length).toBeGreaterThanOrEqual(fewest);
    expect(stepsUnder(heading).map((row) => row.slice(0, 3))).toEqual(steps);
  });

  it.each(told)('says of every step of a %s who may take it', (heading) => {
    expect(stepsUnder(heading).filter(([, , , who]) => who === undefined || who === '')).toEqual([]);
  });
});
