import { describe, expect, it } from 'vitest';
import { judgePin, plainPin } from '../../../src/consoles/pins/judge-pin.ts';

const judged = (pin: string, numbers: readonly string[] = []) => judgePin(pin, { numbers });

describe('AT-113, 2.2.1.1(1)(e)(ウ): a PIN', () => {
  it('is 6 to 12 digits, full-width ones among them', () => {
    for (const pin of ['27491', '2749180274918', '27491a', '', '二七四九一八']) {
      expect(judged(plainPin(pin)), pin).toContain('桁');
    }
    for (const pin of ['274918', '２７４９１８', '608251739405'])
      expect(judged(plainPin(pin)), pin).toBeUndefined();
  });

  it('is no run of digits, up or down, and no piece again and again', () => {
    for (const pin of [
      '123456',
      '654321',
      '901234',
      '135791',
      '864208',
      '777777',
      '121212',
      '482482',
      '112211',
    ]) {
      expect(judged(pin), pin).toContain('続き番号');
    }
  });

  it('is no date, in whichever order people write one', () => {
    for (const pin of ['640229', '022964', '290264', '19640229', '02291964', '29021964', '20011231']) {
      expect(judged(pin), pin).toContain('日付');
    }
    for (const pin of ['645297', '19649229', '64022999']) expect(judged(pin), pin).toBeUndefined();
  });

  it('is nothing that stands on the card or is one’s number in the office', () => {
    expect(judged('904817', ['00904817'])).toContain('カード');
    expect(judged('70048175', ['04817'])).toContain('カード');
    expect(judged('904817', ['17', '5550001'])).toBeUndefined();
  });
});
