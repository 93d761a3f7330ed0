import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isInstant } from '../../kernel/is-instant.ts';
import { BadUse } from './terminal.ts';

/** The options and operands of a command; unknown ones are refused. */
export function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  operands: { readonly least: number; readonly most: number } = { least: 0, most: 0 },
) {
  const parsed = attempt(() => parseArgs({ args: [...args], options, strict: true, allowPositionals: true }));
  const given = parsed.positionals.length;
  if (given > operands.most) {
    const extra = parsed.positionals[operands.most];
    throw new BadUse({ ja: `余分な引数です: ${extra}`, en: `unexpected argument: ${extra}` });
  }
  if (given < operands.least) {
    throw new BadUse({ ja: '引数が足りません', en: 'an argument is missing' });
  }
  return parsed;
}

function attempt<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new BadUse({ ja: message, en: message });
  }
}

/** An option that must be there. */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === '') {
    throw new BadUse({ ja: `${option} を指定してください`, en: `${option} is required` });
  }
  return value;
}

/** An instant (RFC 3339), where the option is there. */
export function instantOf(value: string | undefined, option: string): Date | undefined {
  if (value === undefined) return undefined;
  if (isInstant(value)) return new Date(value);
  throw new BadUse({
    ja: `${option} は日時（RFC 3339、時差つき）です: ${value}`,
    en: `${option} must be an instant (RFC 3339 with offset): ${value}`,
  });
}

/** A whole number within bounds. */
export function wholeNumber(value: string, option: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new BadUse({
      ja: `${option} は ${least} から ${most} までの整数です: ${value}`,
      en: `${option} must be a whole number from ${least} to ${most}: ${value}`,
    });
  }
  return number;
}
