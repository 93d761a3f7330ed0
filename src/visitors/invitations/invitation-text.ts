import { DateTime } from 'luxon';
import type { Desk, SitePlan } from '../../zones/plan/site-plan.ts';
import type { VisitRow } from '../registry/visit-rows.ts';

/** A text that a host sends to whoever is to come. */
export type InvitationText = {
  readonly language: 'ja' | 'en';
  readonly subject: string;
  readonly body: string;
};

type Invited = Pick<VisitRow, 'days' | 'startsAt' | 'endsAt' | 'language'>;

/**
 * What an invitation says: the building, days and hours, and where to come, in Japanese and in English for whoever was announced
 * with another language. It names nobody and no zone, so that it tells nothing when it goes astray; nor a desk that stands in
 * a hidden room or a server room (別表1 行6 ※1).
 */
export function invitationTexts(
  visit: Invited,
  plan: Pick<SitePlan, 'site' | 'zones' | 'desks'>,
  id: string,
): readonly InvitationText[] {
  const desks = desksShown(plan).map(({ name }) => name);
  const japanese = inJapanese(visit, plan.site.name, desks, id);
  return /^ja\b/i.test(visit.language) ? [japanese] : [japanese, inEnglish(visit, plan.site.name, desks, id)];
}

function desksShown({ zones, desks = [] }: Pick<SitePlan, 'zones' | 'desks'>): readonly Desk[] {
  const concealed = new Set(zones.filter((zone) => zone.hidden || zone.serverRoom).map(({ id }) => id));
  return desks.filter(({ zone }) => !concealed.has(zone));
}

function inJapanese(visit: Invited, site: string, desks: readonly string[], id: string): InvitationText {
  const { startsAt, endsAt } = visit;
  const end = endsAt > startsAt ? endsAt : `翌日 ${endsAt}`;
  const days = visit.days.map(
    (day) =>
      `${DateTime.fromISO(day, { locale: 'ja' }).toFormat('yyyy年M月d日（ccc）')} ${startsAt}から${end}まで`,
  );
  return {
    language: 'ja',
    subject: `${site}へのご来訪について`,
    body: [
      `${site}へのご来訪を次のとおり承っています。`,
      '',
      ...days,
      '',
      `受付（${desks.length === 0 ? '庁舎の入口でお尋ねください' : desks.join('、')}）で、この番号か二次元コードと、写真付きの身分証をお示しください。`,
      `受付番号 ${id}`,
      'この番号だけでは入館できません。係の者の確認をお待ちいただくことがあります。',
    ].join('\n'),
  };
}

function inEnglish(visit: Invited, site: string, desks: readonly string[], id: string): InvitationText {
  const { startsAt, endsAt } = visit;
  const end = endsAt > startsAt ? endsAt : `${endsAt} on the next day`;
  const days = visit.days.map(
    (day) =>
      `${DateTime.fromISO(day, { locale: 'en' }).toFormat('cccc, d MMMM yyyy')}, from ${startsAt} to ${end}`,
  );
  return {
    language: 'en',
    subject: `Your visit to ${site}`,
    body: [
      `You are expected at ${site} as follows.`,
      '',
      ...days,
      '',
      `At the reception desk (${desks.length === 0 ? 'please ask at the entrance' : desks.join(', ')}), please show this number or the QR code, and a photo ID.`,
      `Number ${id}`,
      'The number alone does not admit you. You may be asked to wait until somebody has been called.',
    ].join('\n'),
  };
}
