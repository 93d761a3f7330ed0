import { isAdminRole, type Role, roles } from '../../authority/roles.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';

export type RoleDraft = {
  readonly holder: { readonly type: 'person' | 'machine'; readonly id: string };
  readonly role: Role;
  /** Absent: at every site. */
  readonly siteId?: string | undefined;
  /** A zone for the roles of one zone, an organisation for those of one unit or its reception; absent: all. */
  readonly scope?: string | undefined;
  /** Absent: from now. */
  readonly from?: Date | undefined;
  /** Exclusive; absent: until it is ended. */
  readonly until?: Date | undefined;
  /** What it is given for. */
  readonly duty?: string | undefined;
};

/** Held by what one is, not by being given: every member of staff is a host, a gateway's token makes the gateway. */
const notGiven = ['host', 'gateway'] as const satisfies readonly Role[];
/** Roles of one zone. */
export const zoneRoles = ['zone-officer', 'zone-clerk'] as const satisfies readonly Role[];
/** Of a reception it is the body whose desk it keeps, in a building that has several (合同庁舎). */
const ofUnit = ['section-officer', 'system-officer', 'reception'] as const satisfies readonly Role[];

export const givableRoles = roles.filter((role) => !isOneOf(notGiven, role));

/** What forbids giving this role: nobody gives themselves one (I8), neither by their own hand nor by that of a machine they made. */
export function judgeRoleDraft(
  giver: Actor,
  owners: ReadonlySet<string>,
  draft: RoleDraft,
  now: Date,
): Refusal | undefined {
  const { holder, role, siteId, scope } = draft;
  if (holder.type === 'person' ? owners.has(holder.id) : giver.type === 'machine' && giver.id === holder.id) {
    return {
      code: 'self-approval',
      detail: '自分自身に役割を与えることはできません。ほかの権限者が行ってください。',
    };
  }
  const errors: FieldError[] = [...periodFaults(draft, now)];
  if (isOneOf(notGiven, role)) {
    errors.push({ at: '/role', message: 'この役割は与えるものではありません' });
  }
  if (isOneOf(zoneRoles, role)) {
    if (siteId === undefined) errors.push({ at: '/siteId', message: '区域の役割には庁舎が必要です' });
    if (scope === undefined) errors.push({ at: '/scope', message: '区域の役割には区域が必要です' });
  } else if (scope !== undefined && !isOneOf(ofUnit, role)) {
    errors.push({ at: '/scope', message: 'この役割に範囲は付けられません' });
  }
  return errors.length === 0 ? undefined : { code: 'unprocessable', errors };
}

/** The latest end of 管理者権限 that begins then: a year later. */
export function latestAdminEnd(from: Date): Date {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end;
}

function periodFaults({ role, from, until, duty }: RoleDraft, now: Date): readonly FieldError[] {
  const begins = from ?? now;
  const isAdmin = isAdminRole(role);
  const errors: FieldError[] = [];
  if (begins < now) errors.push({ at: '/from', message: '役割は、さかのぼって与えられません' });
  if (until !== undefined && until <= begins) {
    errors.push({ at: '/until', message: '終わりは、始まりより後にしてください' });
  }
  if (isAdmin && (until === undefined || until > latestAdminEnd(begins))) {
    errors.push({ at: '/until', message: '管理者権限には、1年以内の終わりが必要です' });
  }
  if (isAdmin && duty === undefined) {
    errors.push({ at: '/duty', message: '管理者権限には、その要る業務が必要です' });
  }
  return errors;
}

/** Whether the scope of the role is a zone, an organisation or free. */
export function scopeOf(role: Role): 'zone' | 'organisation' | 'none' {
  if (isOneOf(zoneRoles, role)) return 'zone';
  return role === 'section-officer' || role === 'reception' ? 'organisation' : 'none';
}

function isOneOf(some: readonly Role[], role: Role): boolean {
  return some.includes(role);
}
