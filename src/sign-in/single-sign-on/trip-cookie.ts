import { anOwnCookie } from '../../api/an-own-cookie.ts';
import { tripLastsMs } from './trips.ts';

/** In which a browser keeps the secret of its way to the provider and back: it comes with the provider's link, which is another site's. */
export const tripCookie = anOwnCookie({
  name: 'sekisho-trip',
  sameSite: 'lax',
  maxAge: tripLastsMs / 1_000,
});
