import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/kernel/decode-text.ts';

const text = '氏名,所属\n佐藤 花子,個人\n髙﨑 太郎,①商事\n';
/** The same text: ①, 髙 and 﨑 are none of plain Shift_JIS. */
const windows31j = Buffer.from(
  '8e8196bc2c8f8a91ae0a8db293a12089d48e712c8cc2906c0afbfcfab12091be98592c87408fa48e960a',
  'hex',
);

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\u{FEFF}${text}`)],
    ['UTF-16, little end first', Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\u{FEFF}${text}`, 'utf16le').swap16()],
    ['Windows-31J, whose letters plain Shift_JIS has not', windows31j],
  ])('is read from %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it.each([
    ['bytes of no character', [0xff, 0xff, 0x20]],
    ['EUC-JP, which reads as half-width katakana of Windows-31J', [0xbc, 0xb9, 0xcc, 0xb3, 0xbc, 0xbc]],
    ['EUC-JP beside ASCII', [0x31, 0x2c, 0xa5, 0xb5, 0xa1, 0xbc, 0xa5, 0xd0, 0xbc, 0xbc]],
    ['half a character of Windows-31J at the end', [0x8e, 0x81, 0x96]],
    ['UTF-16 that ends within a character', [0xff, 0xfe, 0x42]],
    ['UTF-16 with half a pair', [0xff, 0xfe, 0x42, 0xd8, 0x20, 0x00]],
  ])('is nothing where it is %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('is empty where the file is', () => {
    expect(decodeText(new Uint8Array())).toBe('');
  });
});
