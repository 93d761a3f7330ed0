import { anOwnCookie } from '../../api/an-own-cookie.ts';

/** The browser of whoever comes back from a provider keeps what is asked of them next: no URL has it. As long as the longest challenge. */
export const challengeCookie = anOwnCookie({
  name: 'sekisho-challenge',
  sameSite: 'strict',
  maxAge: 15 * 60,
});
