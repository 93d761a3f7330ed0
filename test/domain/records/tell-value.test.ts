import { describe, expect, it } from 'vitest';
import { termsTold } from '../../../src/records/disclosure/tables/terms-told.ts';
import { tellFields, tellValue } from '../../../src/records/disclosure/tell-value.ts';

const to = {
  instant: (at: Date | string) => new Date(at).toISOString().slice(0, 16),
  persons: ['a'],
  places: {
    zones: new Map([['office', '執務室']]),
    doors: new Map(),
    desks: new Map([['front', '正面受付']]),
  },
  units: new Map([['soumu', '総務課']]),
  purposes: new Map([['meeting', '打合せ']]),
};

describe('a value that is disclosed', () => {
  it('is told in words: codes, rows of the tables, places, moments', () => {
    const words = { in: '持込み', out: '持ち出し' };
    expect(tellValue('out', { says: '別', words }, to)).toBe('別：持ち出し');
    expect(tellValue(['t1r19', 't2r8', '9a', 'meti-13'], { says: '項', sort: 'row' }, to)).toBe(
      '項：別表1 項19、別表2 項8、2.3.1.1(9)(a)、METI 13条',
    );
    expect(tellValue(['office', 'gone'], { says: '区域', sort: 'zone' }, to)).toBe('区域：執務室、gone');
    expect(tellValue(['front', 'gone'], { says: '受付', sort: 'desk' }, to)).toBe('受付：正面受付、gone');
    expect(tellValue('office', { says: '範囲', sort: 'scope' }, to)).toBe('範囲：執務室');
    expect(tellValue('soumu', { says: '範囲', sort: 'scope' }, to)).toBe('範囲：総務課');
    expect(tellValue(['soumu', 'gone'], { says: '課室', sort: 'unit' }, to)).toBe('課室：総務課、gone');
    expect(tellValue('meeting', { says: '目的', sort: 'purpose' }, to)).toBe('目的：打合せ');
    expect(tellValue('2026-04-06T00:00:00Z', { says: '日時', sort: 'instant' }, to)).toBe(
      '日時：2026-04-06T00:00',
    );
    expect(tellValue(true, { says: '未成年' }, to)).toBe('未成年：はい');
    for (const nothing of [null, undefined, '', []])
      expect(tellValue(nothing, { says: '何か' }, to)).toBe('');
  });

  it('says of somebody whether it is who asks, and never who else', () => {
    expect(tellValue(['a', 'b'], { says: '立会者', sort: 'person' }, to)).toBe('立会者：本人、ほかの人');
  });

  it('is told field by field, each by its name, also within lists', () => {
    const terms = {
      parts: ['image', 'sound'],
      devices: ['camera'],
      responsible: 'b',
      windows: [{ from: '2026-04-06T00:00:00Z', until: '2026-04-06T01:00:00Z' }],
      reviewed: false,
    };
    expect(tellFields(terms, termsTold.photography, to)).toBe(
      '撮るもの：画像、音声　機材：カメラ　責任者：ほかの人　時間（始まり：2026-04-06T00:00　終わり：2026-04-06T01:00）　撮ったものを確かめる：いいえ',
    );
  });

  it('has a name where another version of the program wrote it, and none where only the program reads it', () => {
    expect(tellFields({ new: 1, id: 'x' }, { id: null }, to)).toBe('その他（new）：1');
  });
});
