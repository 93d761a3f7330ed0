import type { PermissionFacts } from './facts/permission-facts.ts';

/** How the permissions for one zone stand at one moment, and the ones that stand so. */
export type Standing = {
  readonly code:
    | 'open'
    | 'outside-schedule'
    | 'permission-expired'
    | 'permission-not-active-yet'
    | 'no-permission';
  readonly permissions: readonly PermissionFacts[];
};

/**
 * The nearest to open speaks for all: a renewed permission outside its hours is `outside-schedule`, and the
 * expired one before it is not worth a word. Expired goes before not active yet: who was permitted once was permitted.
 */
export function standingOf(permissions: readonly PermissionFacts[], at: Date): Standing {
  for (const code of [
    'open',
    'outside-schedule',
    'permission-expired',
    'permission-not-active-yet',
  ] as const) {
    const such = permissions.filter((permission) => stateOf(permission, at) === code);
    if (such.length > 0) return { code, permissions: such };
  }
  return { code: 'no-permission', permissions: [] };
}

/** In its period, whatever the hour. */
export function isRunning(permission: PermissionFacts, at: Date): boolean {
  return permission.startsAt <= at && at < permission.endsAt;
}

function stateOf(permission: PermissionFacts, at: Date): Standing['code'] {
  if (at >= permission.endsAt) return 'permission-expired';
  if (at < permission.startsAt) return 'permission-not-active-yet';
  return permission.withinSchedule ? 'open' : 'outside-schedule';
}
