import { patternWords, uuidWords } from './pattern-words.ts';

type Params = Readonly<Record<string, unknown>>;

/**
 * What a validator's keyword says of a value that is not as it asks, in Japanese. Every keyword that our schemas use is here;
 * a test compares them with the document.
 */
export const wordsOfKeyword = {
  required: () => '必要な項目です',
  additionalProperties: () => 'この項目はありません',
  type: ({ type }) => `${typeWords(type)}にしてください`,
  enum: ({ allowedValues }) => `次のいずれかにしてください: ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `${String(allowedValue)} にしてください`,
  format: ({ format }) => formatWords[String(format)] ?? `${String(format)} の書き方にしてください`,
  pattern: ({ pattern }) => patternWords[String(pattern)] ?? '決められた書き方にしてください',
  minLength: ({ limit }) => `${String(limit)} 文字以上にしてください`,
  maxLength: ({ limit }) => `${String(limit)} 文字までにしてください`,
  minimum: ({ limit }) => `${String(limit)} 以上にしてください`,
  maximum: ({ limit }) => `${String(limit)} 以下にしてください`,
  minItems: ({ limit }) => `${String(limit)} 件以上にしてください`,
  maxItems: ({ limit }) => `${String(limit)} 件までにしてください`,
  uniqueItems: ({ i, j }) => `${Number(j) + 1}件目と${Number(i) + 1}件目が同じです`,
  minProperties: ({ limit }) => `項目を ${String(limit)} つ以上書いてください`,
  anyOf: () => '認められた形のどれにも合いません',
  not: () => '認められない形です',
} as const satisfies Readonly<Record<string, (params: Params) => string>>;

/** The words for one fault. `keyword`: of the validator; what is none of ours is told by its name. */
export function wordsOfFault(keyword: string, params: Params): string {
  return isKeyword(keyword) ? wordsOfKeyword[keyword](params) : `形が合いません（${keyword}）`;
}

function isKeyword(keyword: string): keyword is keyof typeof wordsOfKeyword {
  return Object.hasOwn(wordsOfKeyword, keyword);
}

const formatWords: Readonly<Record<string, string>> = {
  uuid: uuidWords,
  'date-time': '時差の付いた日時（2026-04-01T09:00:00+09:00 など）にしてください',
  date: '日付（2026-04-01 など）にしてください',
  name: '空白だけの名前、制御文字・書字方向を変える文字・目に見えない文字のある名前は使えません',
};

const typeNames: Readonly<Record<string, string>> = {
  string: '文字列',
  integer: '整数',
  number: '数',
  boolean: 'true か false',
  object: 'オブジェクト（{ }）',
  array: '配列（[ ]）',
  null: 'null',
};

function typeWords(type: unknown): string {
  const types = Array.isArray(type) ? type : String(type).split(',');
  return types.map((one) => typeNames[String(one)] ?? String(one)).join('か');
}

/** Types beside words, where a choice is among shapes. */
function listed(allowed: unknown): string {
  return Array.isArray(allowed) ? allowed.map((one) => typeNames[String(one)] ?? String(one)).join(', ') : '';
}
