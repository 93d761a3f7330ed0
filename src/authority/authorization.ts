import { desk, everyPost, officers, zoneKeepers } from './every-post.ts';
import type { Right } from './right.ts';
import { signInRights } from './sign-in-rights.ts';

/**
 * Role × action × scope: the one table. Who holds none of an action's roles is refused; a route without an action
 * does not start. `site`: the role must be held at the site of the path; `ministry`: for the whole ministry, at no single
 * site; `anywhere`: at any site, because the desk of one looks up and stops what is the ministry's. What is of another site
 * stays out of reach (`reaches`). Narrower scopes (own zone, own unit, four eyes) are the use case's. What releases, closes and counts
 * people in an emergency asks for no `proof`.
 */
export const authorization = {
  'sites.read': { scope: 'anywhere', roles: everyPost },
  'sites.create': { scope: 'ministry', roles: ['general-officer'] },
  'organisations.read': { scope: 'anywhere', roles: everyPost },
  'organisations.change': { scope: 'ministry', roles: ['general-officer', 'rights-admin'] },
  'determinations.read': { scope: 'anywhere', roles: everyPost },
  'determinations.propose': {
    scope: 'anywhere',
    roles: [...officers, 'zone-officer', 'section-officer', 'system-officer'],
  },
  'determinations.change': { scope: 'ministry', roles: ['general-officer', 'security-officer'] },
  'persons.read': {
    scope: 'anywhere',
    roles: [...officers, ...zoneKeepers, ...desk, 'section-officer', 'rights-admin', 'auditor', 'csirt'],
  },
  'persons.change': { scope: 'ministry', roles: ['rights-admin'] },
  'contracts.read': {
    scope: 'anywhere',
    roles: [...officers, ...zoneKeepers, 'section-officer', 'rights-admin', 'auditor'],
  },
  'contracts.change': { scope: 'ministry', roles: ['section-officer', 'rights-admin'] },
  'cards.read': { scope: 'anywhere', roles: [...officers, ...desk, 'rights-admin', 'auditor', 'csirt'] },
  'cards.change': { scope: 'ministry', roles: ['rights-admin'] },
  'cards.stop': {
    scope: 'anywhere',
    roles: [...officers, ...desk, 'section-officer', 'rights-admin', 'csirt'],
  },
  'cards.identify': {
    scope: 'anywhere',
    roles: [...officers, ...desk, 'section-officer', 'rights-admin'],
  },
  ...signInRights,
  /** 訪問記録, 入退室記録簿 and the others as documents; of which zones is what each role sees. */
  'records.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'csirt', 'auditor'],
    proof: 'to-read',
  },
  /** 開示請求: of everything that is held of somebody, at every site; so it is who sees all of it anyway. */
  'disclosures.answer': { scope: 'ministry', roles: ['security-officer'], proof: 'to-read' },
  'retention.read': { scope: 'ministry', roles: [...officers, 'auditor'] },
  /** Days, extensions and what is erased before its date; what lets records go earlier takes two. */
  'retention.change': {
    scope: 'ministry',
    roles: ['general-officer', 'security-officer'],
    proof: 'to-change',
  },
  'plan.read': { scope: 'site', roles: everyPost },
  'plan.change': { scope: 'site', roles: ['general-officer', 'security-officer'], proof: 'to-change' },
  /** Who would have been refused where: it names persons over any time that is kept. */
  'what-if.read': { scope: 'site', roles: [...officers, 'auditor'] },
  /** An officer of a zone is told of that one. */
  'gaps.read': { scope: 'site', roles: [...officers, ...zoneKeepers, 'auditor'] },
  'gaps.sign': { scope: 'site', roles: officers },
  /** Which tasks somebody sees or ends is the use case's: those of their zones, and their own. */
  'gap-tasks.read': { scope: 'site', roles: [...officers, ...zoneKeepers, 'auditor', 'host'] },
  'gap-tasks.assign': { scope: 'site', roles: [...officers, 'zone-officer'] },
  'gap-tasks.finish': { scope: 'site', roles: [...officers, 'zone-officer', 'host'] },
  'requirements.read': { scope: 'site', roles: everyPost },
  'permissions.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'section-officer', 'rights-admin', 'auditor', 'host'],
  },
  'permissions.apply': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'section-officer', 'rights-admin', 'host'],
  },
  'permissions.decide': { scope: 'site', roles: ['zone-officer', 'security-officer'], proof: 'at-class-3' },
  'permissions.end': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'section-officer', 'rights-admin', 'guard', 'host'],
  },
  /** Whoever sees permits and who they are for; which of them is the use case's. */
  'permits.read': {
    scope: 'site',
    roles: [
      ...officers,
      ...zoneKeepers,
      ...desk,
      'section-officer',
      'system-officer',
      'exception-approver',
      'auditor',
      'host',
    ],
  },
  /** 安全管理措置の規程 (METI 76, 79, 81): whoever applies reads what they quote. */
  'safety-texts.read': { scope: 'anywhere', roles: everyPost },
  'safety-texts.lay-down': { scope: 'ministry', roles: ['general-officer'] },
  'permits.apply': { scope: 'site', roles: ['host'] },
  /** Who consents to which is the clause's (`permits/rule/approvers.ts`). */
  'permits.decide': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'section-officer', 'system-officer', 'exception-approver'],
  },
  /** The same, and whoever stands in for one of them (代決・専決): who does is the use case's. */
  'permits.approve': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'section-officer', 'system-officer', 'exception-approver', 'host'],
    proof: 'at-class-3',
  },
  'officer-deputies.read': {
    scope: 'site',
    roles: [
      ...officers,
      'zone-officer',
      'section-officer',
      'system-officer',
      'exception-approver',
      'auditor',
      'host',
    ],
  },
  'officer-deputies.read-all': { scope: 'site', roles: [...officers, 'auditor'] },
  /** Of their own role; which is the use case's. */
  'officer-deputies.change': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'section-officer', 'system-officer', 'exception-approver'],
  },
  /** 許可権限者 decide exceptions, and at class 3 two of them (ADR 0033). */
  'permits.except': { scope: 'site', roles: ['exception-approver'], proof: 'to-change' },
  /** 緊急の例外措置, in the name of whoever would have decided it or answers for the zones; which is the use case's. */
  'permits.except-first': { scope: 'site', roles: [...officers, 'zone-officer', 'exception-approver'] },
  /** 事後の申請, by whoever excepted first. */
  'permits.apply-afterwards': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'exception-approver', 'host'],
  },
  /** Whoever decides, whoever stands in for them, and the guard. */
  'permits.revoke': {
    scope: 'site',
    roles: [
      ...officers,
      'zone-officer',
      'section-officer',
      'system-officer',
      'exception-approver',
      'guard',
      'host',
    ],
  },
  'permits.use': { scope: 'site', roles: [...desk, 'host'] },
  /** Whether somebody may take pictures is asked by whoever stands beside them. */
  'photography.ask': { scope: 'site', roles: everyPost },
  /** The same of a device that bears a label. */
  'private-devices.ask': { scope: 'site', roles: everyPost },
  /** What whoever takes pictures wears is lent and taken back by the desk. */
  'photography.lend': { scope: 'site', roles: desk },
  /** Under which conditions they begin is looked at by the desk, too. */
  'photography.look': { scope: 'site', roles: desk },
  /** The same of a device that was not issued. */
  'private-devices.look': { scope: 'site', roles: desk },
  /** Which lines somebody sees is the use case's: those of books their unit keeps, and their own. */
  'book-loans.read': {
    scope: 'site',
    roles: [...officers, 'section-officer', 'system-officer', 'auditor', 'host'],
  },
  /** By somebody of the unit that keeps the book. */
  'book-loans.keep': { scope: 'site', roles: ['host'] },
  /** Which items somebody sees is the use case's: those of their zones, and their own. */
  'items.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'section-officer', 'system-officer', 'auditor', 'host'],
  },
  'items.register': { scope: 'site', roles: ['host'] },
  /** At a door by the guards and the desk, and in a room of their own by whoever answers for it. */
  'items.check': { scope: 'site', roles: [...desk, ...zoneKeepers] },
  /** 端末, 情報システム and 媒体 are made unrecoverable by whoever answers for them (METI 16(2), 39(2), 46, 62). */
  'items.erase': { scope: 'site', roles: ['system-officer', 'section-officer', 'zone-officer'] },
  'photography.order': { scope: 'site', roles: [...officers, 'zone-officer', ...desk] },
  /** Which deliveries somebody sees is the use case's: the desk all, a 課室 its own. */
  'deliveries.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'section-officer', 'auditor', 'host'],
  },
  'deliveries.take-over': { scope: 'site', roles: [...desk, 'host'] },
  'deliveries.collect': { scope: 'site', roles: [...desk, 'host'] },
  'deliveries.correct': { scope: 'site', roles: desk },
  'deliveries.ask-slips': { scope: 'site', roles: ['section-officer'] },
  /** 緊急保守 begins without a plan in the name of whoever would have decided it. */
  'works.urgent': { scope: 'site', roles: [...officers, 'zone-officer', 'host'] },
  'information-systems.read': {
    scope: 'anywhere',
    roles: [
      ...officers,
      ...zoneKeepers,
      'section-officer',
      'system-officer',
      'csirt',
      'system-admin',
      'auditor',
    ],
  },
  /** Which systems somebody keeps is the use case's: a 情報システムセキュリティ責任者 the own ones. */
  'information-systems.keep': {
    scope: 'ministry',
    roles: ['general-officer', 'security-officer', 'system-officer'],
  },
  'information-systems.survey-read': { scope: 'site', roles: [...officers, ...zoneKeepers, 'auditor'] },
  'information-systems.survey': { scope: 'site', roles: ['zone-officer'] },
  /** Of which zones somebody records measures is the use case's. */
  'measures.read': { scope: 'site', roles: [...officers, ...zoneKeepers, 'auditor'] },
  'measures.keep': { scope: 'site', roles: [...officers, 'zone-officer'] },
  /** In which zones somebody keeps what stands there is the use case's. */
  'equipment.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'system-officer', 'system-admin', 'auditor'],
  },
  'equipment.keep': { scope: 'site', roles: [...officers, 'zone-officer'] },
  /** Of which zones somebody keeps or lends the keys is the use case's. */
  'keys.read': { scope: 'site', roles: [...officers, ...zoneKeepers, ...desk, 'auditor'] },
  'keys.keep': { scope: 'site', roles: [...officers, 'zone-officer'] },
  'keys.lend': { scope: 'site', roles: [...officers, ...zoneKeepers, ...desk] },
  /** Which cameras somebody keeps or tells of is the use case's: those of their zones. */
  'cameras.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'section-officer', 'auditor', 'host'],
  },
  'cameras.keep': { scope: 'site', roles: [...officers, 'zone-officer'] },
  'cameras.tell': { scope: 'site', roles: [...officers, ...zoneKeepers, ...desk] },
  'visits.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'csirt', 'auditor', 'host'],
  },
  /** Who comes so often that they should hold a card: of those who give cards. */
  'visits.watch': { scope: 'site', roles: [...officers, 'rights-admin'] },
  'visits.plan': { scope: 'site', roles: [...desk, 'host'] },
  /** The desk writes down what a host says by telephone (電話確認). */
  'visits.review': { scope: 'site', roles: [...desk, 'host'] },
  'arrivals.read': { scope: 'site', roles: [...officers, ...desk, 'csirt', 'auditor'] },
  'visits.desk': { scope: 'site', roles: desk },
  'deputies.read': { scope: 'site', roles: [...officers, ...desk, 'section-officer', 'auditor', 'host'] },
  'deputies.read-all': { scope: 'site', roles: [...officers, ...desk, 'section-officer', 'auditor'] },
  'deputies.change': { scope: 'site', roles: ['section-officer', 'host'] },
  /** Whom the list of 立入制限対象者 names, and why: the desk and the host are told to call the guard and nothing else. */
  'restricted.read': { scope: 'site', roles: [...officers, 'guard', 'auditor'] },
  'restricted.enter': { scope: 'site', roles: [...officers, 'zone-officer', 'guard'] },
  'restricted.decide': { scope: 'site', roles: officers },
  /** Somebody was stopped who is somebody else (人違い): by whoever came to look. */
  'restricted.clear': { scope: 'site', roles: [...officers, 'guard'] },
  /** Who is of the press here: of those who see them come, and who answer for it. */
  'press.read': { scope: 'site', roles: [...officers, ...desk, 'section-officer', 'auditor'] },
  'press.enter': { scope: 'site', roles: [...officers, 'section-officer', 'reception'] },
  'press.decide': { scope: 'site', roles: [...officers, 'section-officer'] },
  'passes.read': { scope: 'site', roles: [...officers, ...desk, 'rights-admin', 'auditor', 'csirt'] },
  'passes.lend': { scope: 'site', roles: desk },
  'passes.stop': { scope: 'site', roles: [...officers, ...desk, 'rights-admin', 'csirt'] },
  /** Which passes there are: a card that is one opens for whom the desk lends it to. */
  'passes.change': { scope: 'site', roles: ['general-officer', 'security-officer', 'rights-admin'] },
  /** Whose things were looked through, and with what result. */
  'inspections.read': { scope: 'site', roles: [...officers, ...zoneKeepers, ...desk, 'auditor'] },
  'inspections.record': { scope: 'site', roles: desk },
  'kept-things.read': { scope: 'site', roles: [...officers, ...desk, 'auditor'] },
  'kept-things.change': { scope: 'site', roles: desk },
  'wearing.read': { scope: 'site', roles: [...officers, ...desk, 'section-officer', 'auditor'] },
  'wearing.remind': { scope: 'site', roles: desk },
  'wearing.excuse': { scope: 'site', roles: ['section-officer'] },
  'schedules.extend': { scope: 'site', roles: ['section-officer', 'guard', ...officers] },
  'events.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'guard', 'reception', 'csirt', 'auditor'],
  },
  /** A host follows who comes to them, and nothing else. */
  'live.follow': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'guard', 'reception', 'csirt', 'auditor', 'host'],
  },
  'presence.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, 'guard', 'reception', 'csirt', 'auditor'],
  },
  'presence.correct': { scope: 'site', roles: ['guard'] },
  'roll-call.read': {
    scope: 'site',
    roles: [...officers, ...zoneKeepers, ...desk, 'csirt', 'auditor'],
  },
  'roll-call.mark': { scope: 'site', roles: [...desk] },
  /** Every member of staff may be somebody's escort; who is whose is the use case's. */
  'custody.read': { scope: 'site', roles: everyPost },
  'custody.change': { scope: 'site', roles: everyPost },
  'passages.record': { scope: 'site', roles: [...desk] },
  'paper-log.read': { scope: 'site', roles: [...officers, ...desk, 'csirt', 'auditor'] },
  'paper-log.change': { scope: 'site', roles: [...desk] },
  'emergency-entries.change': { scope: 'site', roles: [...desk] },
  'alarms.read': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'guard', 'reception', 'csirt', 'auditor'],
  },
  /** How many stand: what a locked screen shows of them. */
  'alarms.count': {
    scope: 'site',
    roles: [...officers, 'zone-officer', 'guard', 'reception', 'csirt', 'auditor'],
  },
  'alarms.handle': {
    scope: 'site',
    roles: ['general-officer', 'security-officer', 'zone-officer', 'guard', 'csirt'],
  },
  /** What is resolved while its cause lasts is out of sight: not by whoever would have to go there. */
  'alarms.overrule': {
    scope: 'site',
    roles: ['general-officer', 'security-officer', 'zone-officer', 'csirt'],
  },
  /** What did not come may have been a passage: who gives up waiting for it answers for that. */
  'gateway-gaps.close': { scope: 'site', roles: ['general-officer', 'security-officer', 'csirt'] },
  'conditions.read': { scope: 'site', roles: everyPost },
  'emergency.change': { scope: 'site', roles: [...officers, ...desk, 'zone-officer'] },
  'lockdown.change': { scope: 'site', roles: [...officers, 'guard'] },
  'gateway-events.post': { scope: 'anywhere', roles: ['gateway'] },
  /** Its own doors and readers, of the site that its token names. */
  'gateway-plan.read': { scope: 'anywhere', roles: ['gateway'] },
} as const satisfies Record<string, Right>;

export type Action = keyof typeof authorization;
