import { Type } from 'typebox';
import { decodeText } from '../kernel/decode-text.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** A thousand lines of two hundred characters, as base64. */
export const largestList = {
  bytes: 1_048_576,
  values: 5_000,
  depth: 32,
  names: 500,
  longest: 1_048_576,
} as const;

/** A table as somebody sends it, one way or the other. */
export const listFields = {
  text: Type.Optional(
    Type.String({ maxLength: 300_000, description: '表計算から貼り付けた表（タブ区切り）又は CSV' }),
  ),
  file: Type.Optional(
    Type.String({
      maxLength: 1_000_000,
      description:
        'CSV ファイルのバイト列を base64 にしたもの。UTF-8（BOM の有無を問わない）、BOM のある UTF-16、Windows-31J のどれか',
    }),
  ),
};

/** The text of a table that was sent; refused where it is none, or sent in both ways. */
export function listTextOf({
  text,
  file,
}: {
  readonly text?: string;
  readonly file?: string;
}): Result<string, Refusal> {
  const list = text ?? (file === undefined ? undefined : textOf(file));
  if (list !== undefined && (text === undefined || file === undefined)) return ok(list);
  const message =
    '貼り付けた表（text）か、UTF-8、UTF-16（BOM つき）又は Windows-31J のファイル（file。EUC-JP は読めません）の、どちらか一つを送ってください';
  return refuse({ code: 'bad-request', errors: [{ at: '/text', message }] });
}

/** The text of a file sent as base64; undefined where it is no base64 or no text. */
function textOf(file: string): string | undefined {
  const bytes = Buffer.from(file, 'base64');
  return bytes.toString('base64') === file ? decodeText(bytes) : undefined;
}
