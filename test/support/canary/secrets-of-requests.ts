import type { KnownSecrets } from './known-secrets.ts';

/** A request as it came, and what it was answered. */
export type Exchange = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, unknown>>;
  readonly answer: string;
};

/** Which answers give a secret out, each the once that it is given, and in which fields. */
const givenOnce: readonly (readonly [operation: RegExp, fields: readonly string[]])[] = [
  [/^POST \/api\/v1\/sign-in$/, ['challenge', 'recoveryCodes']],
  // To the browser that came back from a provider, by its cookie.
  [/^GET \/api\/v1\/sign-in\/second-factor$/, ['challenge']],
  [/^POST \/api\/v1\/sign-in\/enrolment$/, ['secret', 'uri']],
  [/^POST \/api\/v1\/sign-in\/second-factor$/, ['recoveryCodes']],
  [/^POST \/api\/v1\/own\/totp$/, ['secret', 'uri']],
  [/^POST \/api\/v1\/own\/totp\/confirm$/, ['recoveryCodes']],
  [/^POST \/api\/v1\/own\/recovery-codes$/, ['recoveryCodes']],
  [/^POST \/api\/v1\/sign-in-accounts$/, ['secret']],
  [/^POST \/api\/v1\/sign-in-accounts\/[^/]+\/reissue$/, ['secret']],
  [/^POST \/api\/v1\/sites\/[^/]+\/consoles$/, ['code']],
  [/^POST \/api\/v1\/sites\/[^/]+\/consoles\/[^/]+\/code$/, ['code']],
  [/^POST \/api\/v1\/sites\/[^/]+\/seal-proposals\/[^/]+\/confirm$/, ['secret']],
  [/^POST \/api\/v1\/sites\/[^/]+\/live-tickets$/, ['ticket']],
];

/** Where what is so called is no secret: it is for an authenticator to sign, or an example. */
const isNone =
  /^POST \/api\/v1\/(sign-in\/passkey|own\/passkeys)\/options$|^GET \/(openapi\.json|docs\/json)$/;

/** What a field of an answer that gives a secret is called. */
const secretNames = [
  'secret',
  'challenge',
  'recoveryCodes',
  'ticket',
  'password',
  'pin',
  'seed',
  'verifier',
  'hash',
];
/** What somebody types to show who they are. */
const typedNames = ['password', 'newPassword', 'recoveryCode', 'pin', 'secret', 'challenge'];

/** Most texts have no such field: only one that has is read field by field. */
const withSecret = aField(...secretNames, ...typedNames, ...givenOnce.flatMap(([, fields]) => fields));

function aField(...names: readonly string[]): RegExp {
  return new RegExp(`"(?:${[...new Set(names)].join('|')})"\\s*:`);
}

/** Nobody types a secret into more: what is longer tries how deep a body may be. */
const longestTyped = 65_536;

/** Whether the answer gives a secret out. */
export function givesSecret(name: string): boolean {
  return givenOnce.some(([operation]) => operation.test(name));
}

/** Learns what an exchange shows and gives of secrets, and looks for all that are known in the rest of it. */
export function lookAtExchange(known: KnownSecrets, exchange: Exchange): void {
  const { method, url, headers, body, answerHeaders, answer } = exchange;
  const [path = ''] = url.split('?');
  const name = `${method} ${path}`;
  learnHeaders(known, headers);
  const mayShow = body.length <= longestTyped && withSecret.test(body);
  for (const [field, value] of mayShow ? fieldsOf(jsonOf(body)) : []) {
    if (typedNames.includes(field) && !/^\d{6,8}$/.test(value)) known.learn(value);
    if (field === 'pin' && exchange.status < 300) known.learn(value);
  }
  known.lookIn(`the URL of ${name}`, decoded(url));
  known.lookIn(`a header of the answer to ${name}`, withoutCookies(known, answerHeaders));
  const given = givenOnce.find(([operation]) => operation.test(name))?.[1] ?? [];
  const mayGive = withSecret.test(answer);
  const rest = JSON.stringify(mayGive ? jsonOf(answer) : undefined, (field, value: unknown) => {
    if (given.includes(field) && value !== null) {
      for (const one of [value].flat()) known.learn(String(one));
      return undefined;
    }
    // A number of them is none.
    if (secretNames.includes(field) && isTold(value) && !isNone.test(name))
      known.tell(`${name} gives ‘${field}’ and stands in no table`);
    return value;
  });
  known.lookIn(`the answer to ${name}`, rest ?? answer);
}

function isTold(value: unknown): boolean {
  return [value].flat().some((one) => typeof one === 'string');
}

function learnHeaders(known: KnownSecrets, { authorization, cookie, ...rest }: Exchange['headers']): void {
  const [, token = ''] = /^bearer (.+)$/i.exec(String(authorization ?? '')) ?? [];
  learnToken(known, token);
  for (const one of String(cookie ?? '').split('; ')) learnToken(known, one.slice(one.indexOf('=') + 1));
  const [, ticket = ''] = /\bticket\.([\w-]+)/.exec(String(rest['sec-websocket-protocol'] ?? '')) ?? [];
  known.learn(ticket);
}

/** The id of a token is no secret, and stands before it. */
function learnToken(known: KnownSecrets, token: string): void {
  known.learn(token.replace(/^sk_[0-9a-f]{16}_/, ''));
}

/** Cookies are given out in this one header. */
function withoutCookies(
  known: KnownSecrets,
  { 'set-cookie': cookies, ...rest }: Exchange['headers'],
): string {
  for (const one of [cookies].flat()) learnToken(known, /^[^=]+=([^;]*)/.exec(String(one ?? ''))?.[1] ?? '');
  return decoded(JSON.stringify(rest));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every field with a text, however deep it stands: deeper than calls may nest. */
function* fieldsOf(value: unknown): Generator<readonly [string, string]> {
  const within = [value];
  for (const one of within) {
    if (typeof one !== 'object' || one === null) continue;
    for (const [field, inside] of Object.entries(one)) {
      if (typeof inside === 'string') yield [field, inside];
      else within.push(inside);
    }
  }
}
