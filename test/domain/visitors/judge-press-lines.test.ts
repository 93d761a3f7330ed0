import { describe, expect, it } from 'vitest';
import {
  judgePressLines,
  type KnownPerson,
  type PressLine,
} from '../../../src/visitors/press/judge-press-lines.ts';

const later = new Date('2027-04-01T00:00:00+09:00');
const accredited = { state: 'accredited', validUntil: later, endedAt: null } as const;
const now = new Date('2026-04-06T09:00:00+09:00');
const endsAt = new Date('2026-04-07T16:00:00+09:00');

function known(
  id: string,
  name: string,
  over: Partial<KnownPerson['person']> = {},
  organisation = {},
): KnownPerson {
  return {
    person: { ...accredited, pressPersonId: id, name, nameKana: null, ...over },
    organisation: { ...accredited, name: '株式会社高知新聞社', ...organisation },
  };
}

function judged(
  lines: readonly PressLine[],
  some: readonly KnownPerson[],
  registered: readonly string[] = [],
) {
  const { meant, errors } = judgePressLines(lines, {
    known: some,
    registered: new Set(registered),
    now,
    endsAt,
  });
  return {
    meant: meant.map(({ person }) => person.pressPersonId),
    errors: errors.map(({ at, message }) => `${at} ${message}`),
  };
}

const line = (name: string, organisation = '株式会社高知新聞社'): PressLine => ({ organisation, name });

describe('judgePressLines', () => {
  it.each([
    ['an id', { person: 'a' }],
    ['the names as they were entered', line('髙橋 直美')],
    ['another spelling of both', line('高橋　直美', '（株）髙知新聞社')],
  ] as const)('finds whom %s means', (_, said) => {
    expect(judged([said], [known('a', '髙橋 直美')])).toEqual({ meant: ['a'], errors: [] });
  });

  it.each([
    [
      'nobody bears the name',
      line('森 一'),
      [known('a', '髙橋 直美')],
      'この報道機関に、この人の登録はありません',
    ],
    [
      'the name is of another organisation',
      line('髙橋 直美', '南海新報'),
      [known('a', '髙橋 直美')],
      'この報道機関に、この人の登録はありません',
    ],
    [
      'the person is still to be approved',
      { person: 'a' },
      [known('a', '森', { state: 'proposed' })],
      'この人か報道機関の登録は、まだ承認されていません',
    ],
    [
      'the organisation is still to be approved',
      { person: 'a' },
      [known('a', '森', {}, { state: 'proposed' })],
      'この人か報道機関の登録は、まだ承認されていません',
    ],
    [
      'the organisation has ended',
      { person: 'a' },
      [known('a', '森', {}, { state: 'ended', endedAt: now })],
      'この人か報道機関の登録は、終わっています',
    ],
    [
      'the person has run out',
      { person: 'a' },
      [known('a', '森', { validUntil: now })],
      'この人か報道機関の登録は、終わっています',
    ],
    [
      'the accreditation ends within the event',
      { person: 'a' },
      [known('a', '森', { validUntil: new Date(endsAt.getTime() - 1) })],
      'この人か報道機関の登録の期限が、行事の終わりより前です',
    ],
    [
      'two bear the name',
      line('森'),
      [known('a', '森'), known('b', '森')],
      '同じ氏名の登録が二つ以上あります。登録の識別子（person）で示してください',
    ],
  ] as const)('refuses a line where %s', (_, said, some, message) => {
    expect(judged([said], some)).toEqual({ meant: [], errors: [`/lines/0 ${message}`] });
  });

  it('takes the one of two namesakes who may come, and an accreditation that ends with the event', () => {
    const ended = known('a', '森', { state: 'ended', endedAt: now });
    expect(judged([line('森')], [ended, known('b', '森', { validUntil: endsAt })]).meant).toEqual(['b']);
  });

  it('refuses who is registered already, and who stands on the list twice, each at its line', () => {
    const some = [known('a', '森'), known('b', '林')];
    expect(judged([{ person: 'b' }, line('森'), { person: 'a' }], some, ['b']).errors).toEqual([
      '/lines/0 この行事に、もう登録されています',
      '/lines/2 この一覧の前の行と同じ人です',
    ]);
  });
});
