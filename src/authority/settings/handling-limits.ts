/** 取扱制限: how what is given out of the records may be used, by a code, with the words that stand on it. */
export const handlingLimits = {
  'concerned-only': '関係者限り',
  'no-copying': '複製禁止',
  'no-distribution': '配付禁止',
  'no-removal': '持出禁止',
  'to-be-encrypted': '要暗号化',
  'destroyed-after-reading': '読後廃棄',
} as const satisfies Readonly<Record<string, string>>;

export type HandlingLimit = keyof typeof handlingLimits;

export const handlingLimitNames = Object.keys(handlingLimits).filter(isHandlingLimit);

function isHandlingLimit(text: string): text is HandlingLimit {
  return Object.hasOwn(handlingLimits, text);
}
