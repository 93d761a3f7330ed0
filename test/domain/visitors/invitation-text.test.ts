import { describe, expect, it } from 'vitest';
import { invitationTexts } from '../../../src/visitors/invitations/invitation-text.ts';
import { invitationIdPattern, newInvitationId } from '../../../src/visitors/invitations/new-invitation-id.ts';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { anOrganisation } from '../../support/a-ruled-zone.ts';

const visit = { days: ['2026-04-06'], startsAt: '14:00', endsAt: '16:00', language: 'ja' };
const desk = { name: '総合受付', zone: 'hall', outside: 'street', organisation: anOrganisation };
const plan = aPlan({
  zones: [...aPlan().zones, aZone({ id: 'vault', name: '機密室', hidden: true })],
  desks: [
    { ...desk, id: 'front' },
    { ...desk, id: 'server', name: '電算受付', zone: 'server' },
    { ...desk, id: 'vault', name: '奥受付', zone: 'vault' },
  ],
});

const id = newInvitationId();

describe('an invitation', () => {
  it('says where and when to come, in Japanese', () => {
    const [text, ...others] = invitationTexts(visit, plan, id);
    expect(others).toEqual([]);
    expect(text?.subject).toBe('第一庁舎へのご来訪について');
    expect(text?.body).toContain('2026年4月6日（月） 14:00から16:00まで');
    expect(text?.body).toContain('総合受付');
    expect(text?.body).toContain(id);
  });

  it('says it in English too for whoever was announced with another language', () => {
    const [, english] = invitationTexts({ ...visit, language: 'fr', endsAt: '00:30' }, plan, id);
    expect(english?.body).toContain('Monday, 6 April 2026, from 14:00 to 00:30 on the next day');
  });

  it('names no zone, no desk in a hidden or server room, and no purpose', () => {
    const told = JSON.stringify(invitationTexts({ ...visit, language: 'en' }, plan, id));
    for (const { name } of plan.zones) expect(told).not.toContain(name);
    expect(told).not.toContain('電算受付');
    expect(told).not.toContain('奥受付');
  });

  it('has an id that is never the same', () => {
    const ids = Array.from({ length: 1000 }, newInvitationId);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.filter((one) => !new RegExp(invitationIdPattern).test(one))).toEqual([]);
  });
});
