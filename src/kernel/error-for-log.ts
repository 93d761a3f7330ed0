/** What the log says of an error: what broke, where, and why. */
export type LoggedError = {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly constraint?: string;
  readonly stack: string;
  readonly cause?: LoggedError;
};

/**
 * An error without the values it was about: those of the database quote names, card numbers and free words in their message
 * and their fields, and a failed query lists its parameters.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'thrown without an error', stack: '' };
  return {
    type: error.name,
    ...textOf(error, 'code'),
    ...textOf(error, 'constraint'),
    message: messageOf(error),
    stack: framesOf(error),
    ...(error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {}),
  };
}

/** What is wrong, without the text that was to be read or the value that was to be written, which some messages quote. */
function messageOf(error: Error): string {
  if ('severity' in error) return 'refused by the database';
  if (error instanceof SyntaxError) return 'a text that cannot be parsed';
  const [words = ''] = error.message.split('\nparams: ');
  return words.replace(/^The value ".*" cannot be converted/s, 'A value cannot be converted');
}

/** The stack without its first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ +at /.test(line))
    .join('\n');
}

function textOf(error: Error, field: 'code' | 'constraint'): { readonly [name in typeof field]?: string } {
  const value: unknown = Object.getOwnPropertyDescriptor(error, field)?.value;
  return typeof value === 'string' ? { [field]: value } : {};
}
