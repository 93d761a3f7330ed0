/** Fields that no line of the log has a value of, whatever holds them, however deep, in whatever case they are written. */
export const secretFields = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'ticket',
  'connectionString',
  'url',
  'headers',
  'query',
  'params',
  'body',
] as const;

const namesOfSecrets: ReadonlySet<string> = new Set(secretFields.map((field) => field.toLowerCase()));

const hidden = '[redacted]';

/** Secrets by their looks, wherever they stand in a line: an error's message may quote what it was about. */
const looks: readonly (readonly [look: RegExp, shown: string])[] = [
  [/\bsk_([0-9a-f]+)_[\w-]+/g, `sk_$1_${hidden}`],
  [/\bticket\.[\w-]{16,}/g, `ticket.${hidden}`],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, `$1 ${hidden}`],
  // From the colon to the last @ before a blank: a password may hold either.
  [/\b([a-z][a-z\d+.-]*:\/\/[^\s:/@"\\]*):[^\s"\\]+@/gi, `$1:${hidden}@`],
  [/\b(password|passwd|pwd|secret)(\s*=\s*)('[^'"\\]*'|[^\s&;'"\\]+)/gi, `$1$2${hidden}`],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)(\s*[:=]\s*)[^"\\]+/gi, `$1$2${hidden}`],
];

/** A line of the log, JSON as it stays, without the value of any field that is secret by its name and without anything that looks like a secret. */
export function withoutSecrets(line: string): string {
  const named = JSON.stringify(JSON.parse(line), (name, value: unknown) =>
    namesOfSecrets.has(name.toLowerCase()) ? hidden : value,
  );
  return `${looks.reduce((told, [look, shown]) => told.replace(look, shown), named)}\n`;
}
