import { cardKeyPattern } from '../kernel/card-key.ts';
import { codePattern } from '../kernel/ids.ts';
import { notBlank } from './schemas.ts';

export const uuidWords = '識別子（小文字の UUID）にしてください';
const cursor = '前の答えの next を、そのまま書いてください';
const printed = (most: number) => `英大文字と数字（間にハイフンも使えます）で ${most} 文字までにしてください`;

/**
 * What to write instead of what a pattern of our schemas refuses, in Japanese. Every pattern of the document is here; a test compares
 * them.
 */
export const patternWords: Readonly<Record<string, string>> = {
  [notBlank]: '空白だけの記入はできません',
  '^[0-9a-f-]{36}$': uuidWords,
  [codePattern]: '英小文字か数字で始まる、英小文字・数字・ハイフンの符号（63 文字まで）にしてください',
  [cardKeyPattern.format]: '英数字で始まる、英数字とハイフンの形式名（40 文字まで）にしてください',
  [cardKeyPattern.facility]: '英数字 20 文字までにしてください',
  [cardKeyPattern.number]:
    'カードの番号を、英数字 64 文字まで（間に一つずつの - : . 空白も使えます）で書いてください',
  '^[0-9A-Z][0-9A-Z-]{0,19}$': printed(20),
  '^[0-9A-Z][0-9A-Z-]{0,39}$': printed(40),
  '^[0-9A-Z-]+$': '英大文字・数字・ハイフンで書いてください',
  '^[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\-‐-―−－ー]{1,20}$': '職員番号を、英数字とハイフン 20 文字までで書いてください',
  '^[0-9#*-]{1,20}$': '内線番号を、数字と # * - で 20 文字までにしてください',
  '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$': '言語の符号（ja、en、zh-Hant など）にしてください',
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': '時刻（09:00 など、23:59 まで）にしてください',
  '^([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-4]):[0-5]\\d$': '時間帯（22:00-05:00 など）にしてください',
  '^(t[12]r[0-9]{1,2}|9[ab])$': '別表の行（t1r19、t2r35、9a など）にしてください',
  '^[0-9a-f]{16}$': 'トークンの番号（16 進 16 桁、小文字）にしてください',
  '^[0-9a-f]{32}$': '16 進 32 桁（小文字）にしてください',
  '^[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{26}$': '案内状の番号（英大文字と数字で 26 文字）にしてください',
  '^[0-9]{1,15}$': '記録の番号（15 桁までの数字）にしてください',
  '^[0-9]{1,15}\\.[0-9]{1,4}$': '警報の番号（12.0 など）にしてください',
  '^-?[0-9]{1,15}\\.[0-9]{1,15}\\.[0-9]{1,4}$': cursor,
  '^[a-z0-9-]{0,63}\\.[0-9a-f-]{36}$': cursor,
  '^[a-z0-9-]+\\.[a-z0-9-]+$': cursor,
  '^[a-z0-9-]+\\.[0-9]{1,9}$': cursor,
};
