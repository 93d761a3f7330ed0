import { describe, expect, it } from 'vitest';
import { knownSecrets } from '../support/canary/known-secrets.ts';
import { type Exchange, lookAtExchange } from '../support/canary/secrets-of-requests.ts';
import { filesOf } from '../support/source-files.ts';

const secret = 'Zm9yIHRoZSBjYW5hcnkgYWxvbmUgYWxvbmU';
const exchange: Exchange = {
  method: 'POST',
  url: '/api/v1/sign-in-accounts',
  headers: {},
  body: '{"loginId":"goto.s"}',
  status: 200,
  answerHeaders: {},
  answer: JSON.stringify({ loginId: 'goto.s', secret }),
};
const hitsOf = (...exchanges: readonly Partial<Exchange>[]) => {
  const known = knownSecrets();
  for (const one of exchanges) lookAtExchange(known, { ...exchange, ...one });
  return known.hits();
};
const read = { method: 'GET', answer: '{}' };

describe('the canary in every service of the tests (統一 2.2.1.1(1)(b), AT-102)', () => {
  it('sings of no secret where it is given, this once', () => {
    expect(hitsOf({})).toEqual([]);
  });

  it.each<readonly [string, Partial<Exchange>]>([
    ['the URL', { ...read, url: `/api/v1/sign-in-accounts?q=${secret}` }],
    ['the answer', { ...read, answer: JSON.stringify({ items: [{ remarks: `is ${secret}` }] }) }],
    ['the answer', { ...read, answer: `<p>${secret}</p>` }],
    ['a header', { ...read, answerHeaders: { location: `/?s=${secret}` } }],
  ])('finds one in %s of another request', (where, leak) => {
    expect(hitsOf({}, leak)).toEqual([expect.stringMatching(`a secret in ${where}`)]);
  });

  it('finds what was shown as well as what was given: a password, a PIN, a cookie, a token', () => {
    const token = `sk_0123456789abcdef_${secret}`;
    const shown: readonly (readonly [string, Partial<Exchange>])[] = [
      ['long enough to be one', { url: '/api/v1/sign-in', body: '{"password":"long enough to be one"}' }],
      ['274918', { url: '/api/v1/own/pin', body: '{"pin":"274918"}' }],
      [secret, { headers: { cookie: `a=b; sekisho=${token}` } }],
      [secret, { headers: { authorization: `Bearer ${token}` } }],
      [secret, { answerHeaders: { 'set-cookie': [`sekisho=${token}; Path=/`] } }],
    ];
    for (const [told, how] of shown) {
      const hits = hitsOf({ ...how, answer: '{}' }, { ...read, answer: JSON.stringify({ detail: told }) });
      expect(hits, JSON.stringify(how)).toHaveLength(1);
    }
  });

  it('finds an answer that gives a secret and is in no table', () => {
    expect(hitsOf({ url: '/api/v1/persons' })).toEqual([
      'POST /api/v1/persons gives ‘secret’ and stands in no table',
    ]);
  });

  it('finds the letters and the bytes of one in a row', () => {
    for (const [given, kept] of [
      [secret, secret],
      [secret, Buffer.from(secret).toString('hex')],
      [secret, Buffer.from(secret, 'base64url').toString('hex')],
      ['MZXW6YTBOJTG633CMFZGM33P', Buffer.from('foobarfoobarfoo').toString('hex')],
    ] as const) {
      const known = knownSecrets();
      known.learn(given);
      known.lookInRow('a row', `(1,"\\\\x${kept}")`);
      expect(known.hits(), kept).toHaveLength(1);
    }
  });

  it('is in each of them: no test builds one without it', () => {
    const alone = 'support/watched-app.ts';
    const building = filesOf('test').filter(({ text }) => /\bbuildApp\(/.test(text));
    expect(building.map(({ file }) => file)).toEqual([alone]);
  });
});
