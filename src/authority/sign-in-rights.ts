import { desk, everyPost, officers } from './every-post.ts';
import type { Right } from './right.ts';

/** Of the one table: roles, tokens and login ids, and how people sign in. */
export const signInRights = {
  'roles.read': { scope: 'anywhere', roles: [...officers, 'rights-admin', 'auditor'] },
  'roles.change': { scope: 'anywhere', roles: ['rights-admin', 'general-officer'], proof: 'to-change' },
  /** 人事異動: one officer puts a roster before another, who reviews what it changes. */
  'rosters.transfer': {
    scope: 'ministry',
    roles: ['general-officer', 'security-officer', 'rights-admin'],
    proof: 'to-change',
  },
  /** Who could do what at two moments: it names everybody who holds a right. */
  'rights-differences.read': {
    scope: 'ministry',
    roles: [...officers, 'rights-admin', 'auditor'],
    proof: 'to-read',
  },
  /** 権限の棚卸し; of which zones somebody keeps or reads it is the use case's. */
  'rights-reviews.read': {
    scope: 'anywhere',
    roles: [...officers, 'zone-officer', 'rights-admin', 'auditor'],
  },
  'rights-reviews.keep': {
    scope: 'anywhere',
    roles: [...officers, 'zone-officer', 'rights-admin'],
    proof: 'to-change',
  },
  'tokens.read': { scope: 'anywhere', roles: [...officers, 'rights-admin', 'system-admin', 'auditor'] },
  'tokens.revoke': { scope: 'anywhere', roles: [...officers, 'rights-admin', 'system-admin', 'csirt'] },
  /** 識別コードの申請; for whom somebody applies, and whose they see, is the use case's. */
  'account-applications.read': {
    scope: 'anywhere',
    roles: [...officers, 'section-officer', 'rights-admin', 'auditor'],
  },
  'account-applications.apply': {
    scope: 'anywhere',
    roles: [...officers, 'section-officer', 'rights-admin'],
  },
  'account-applications.decide': {
    scope: 'ministry',
    roles: ['general-officer', 'security-officer', 'rights-admin'],
    proof: 'to-change',
  },
  /** 識別コード of people: issued, issued anew and ended. */
  'accounts.read': { scope: 'ministry', roles: [...officers, 'rights-admin', 'auditor'] },
  'accounts.change': { scope: 'ministry', roles: ['rights-admin'], proof: 'to-change' },
  /** The record of who was given a login id: it takes two, of whom the second is 情報セキュリティ責任者. */
  'accounts.delete': {
    scope: 'ministry',
    roles: ['security-officer', 'rights-admin'],
    proof: 'to-change',
  },
  'accounts.approve-deletion': { scope: 'ministry', roles: ['security-officer'], proof: 'to-change' },
  /** Second factors that somebody else lost: it takes two, and neither is that person. */
  'lost-factors.remove': {
    scope: 'ministry',
    roles: ['general-officer', 'security-officer', 'rights-admin'],
    proof: 'to-change',
  },
  /** How people are let in: from which networks 管理者権限 counts, when it rests, how passwords are renewed. */
  'access-settings.read': {
    scope: 'ministry',
    roles: [...officers, 'rights-admin', 'system-admin', 'auditor'],
  },
  'access-settings.change': {
    scope: 'ministry',
    roles: ['general-officer', 'rights-admin'],
    proof: 'to-change',
  },
  'sign-in-notice.change': { scope: 'ministry', roles: ['general-officer'] },
  /** One's own sessions and ways in, whoever one is. */
  'own-sign-in.keep': { scope: 'anywhere', roles: everyPost },
  /** One's own password: by it a session is made whole in which it has run out. */
  'own-password.change': { scope: 'anywhere', roles: everyPost },
  /** By what one signs in beside a password: whoever finds a screen gives themselves none. */
  'own-sign-in.change': { scope: 'anywhere', roles: everyPost, proof: 'to-change' },
  /** The session one acts by: left, locked and unlocked, whatever else it is kept from. */
  'own-session.change': { scope: 'anywhere', roles: everyPost },
  /** 端末, where people sign in by card and PIN. */
  'consoles.read': {
    scope: 'site',
    roles: [...officers, ...desk, 'rights-admin', 'system-admin', 'auditor'],
  },
  /** What is in the envelope at a console: it takes two. */
  'consoles.seal': {
    scope: 'site',
    roles: ['general-officer', 'security-officer', 'rights-admin'],
    proof: 'to-change',
  },
  'consoles.change': { scope: 'site', roles: ['rights-admin', 'system-admin'] },
  /** Whoever has 管理者権限 that rests; who has is the use case's. */
  'elevation.begin': { scope: 'anywhere', roles: everyPost, proof: 'to-change' },
  /** What they show beside the password. */
  'own-factors.change': { scope: 'anywhere', roles: everyPost, proof: 'to-change' },
} as const satisfies Record<string, Right>;
