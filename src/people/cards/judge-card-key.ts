import { cardFormatOf } from '../../kernel/card-formats.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import type { FieldError } from '../../kernel/problem.ts';

/**
 * What no reader of the format could send. The key is canonical. Only what is newly registered is judged: a card that is on
 * record already goes on opening however it is written.
 */
export function judgeCardKey({ format, facility, number }: CardKey): readonly FieldError[] {
  const known = cardFormatOf(format);
  if (known === undefined) return [];
  if (known.digits === 'hexadecimal') {
    return [
      ...(facility === ''
        ? []
        : [{ at: '/facility', message: `${format} のカードに施設コードはありません` }]),
      ...judgeBytes(format, number, known.fewestBytes, known.mostBytes),
    ];
  }
  // A reader that tells no facility may send both as one number.
  const bits = facility === '' ? known.facilityBits + known.numberBits : known.numberBits;
  return [
    ...(facility === '' ? [] : judgeNumber(format, facility, known.facilityBits, facilityField)),
    ...judgeNumber(format, number, bits, numberField),
  ];
}

const facilityField = { at: '/facility', name: '施設コード' } as const;
const numberField = { at: '/number', name: '番号' } as const;

function judgeNumber(
  format: string,
  digits: string,
  bits: number,
  { at, name }: typeof facilityField | typeof numberField,
): readonly FieldError[] {
  const most = 2n ** BigInt(bits) - 1n;
  return /^[0-9]+$/.test(digits) && BigInt(digits) <= most
    ? []
    : [{ at, message: `${format} の${name}は 0 から ${most} までの10進の数字です` }];
}

function judgeBytes(format: string, number: string, fewest: number, most: number): readonly FieldError[] {
  const bytes = number.length / 2;
  if (/^([0-9A-F]{2})+$/.test(number) && bytes >= fewest && bytes <= most) return [];
  const length = fewest === most ? `${2 * most}桁` : `1バイト2桁ずつ、${2 * most}桁まで`;
  return [{ at: '/number', message: `${format} の番号は16進の数字で${length}です` }];
}
