import type { FieldError } from '../../kernel/problem.ts';

const shape = /^[0-9]{6,12}$/;
const leastDifferent = 3;

/** Digits that others read off: of the card, and of the employee number. */
type Known = { readonly numbers: readonly string[] };

/**
 * Why somebody may not have this PIN (統一技術基準 2.2.1.1(1)(e)(ウ)): 6 to 12 digits, of which no run, no repeated piece and no date is one,
 * nor any number that stands on their card.
 */
export function judgePin(pin: string, { numbers }: Known): FieldError['message'] | undefined {
  if (!shape.test(pin)) return '6 から 12 桁の数字で決めてください';
  if (new Set(pin).size < leastDifferent || isRun(pin) || /^(.{1,6})\1+$/.test(pin))
    return '同じ数字の繰返しや、続き番号は使えません';
  if (isDate(pin)) return '生年月日などの日付に見えるものは使えません';
  if (numbers.some((number) => number.includes(pin) || (number.length >= 4 && pin.includes(number))))
    return 'カードの番号や職員番号と同じものは使えません';
  return undefined;
}

/** PIN as typed on any keyboard: full-width digits are digits. */
export function plainPin(typed: string): string {
  return typed.normalize('NFKC');
}

/** Each digit is as far from the one before: 123456, 864208. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return new Set(steps).size === 1;
}

/** Year, month and day in the orders in which people write them: yyyyMMdd, MMddyyyy, ddMMyyyy, yyMMdd, MMddyy, ddMMyy. */
function isDate(pin: string): boolean {
  const orders =
    pin.length === 8
      ? [/^(?:19|20)..(..)(..)$/, /^(..)(..)(?:19|20)..$/, /^(?<day>..)(?<month>..)(?:19|20)..$/]
      : pin.length === 6
        ? [/^..(..)(..)$/, /^(..)(..)..$/, /^(?<day>..)(?<month>..)..$/]
        : [];
  return orders.some((order) => {
    const found = order.exec(pin);
    const month = Number(found?.groups?.month ?? found?.[1]);
    const day = Number(found?.groups?.day ?? found?.[2]);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  });
}
