import { askApi } from '../kit/ask-api.ts';
import type { OwnSessions } from './own-sessions.ts';
import { showSignIn } from './show-sign-in.ts';
import { showSignedIn } from './show-signed-in.ts';
import type { Entered, Left } from './signed-in.ts';

const entered: Entered = (who) => showSignedIn(who.loginId, who, ways);
const left: Left = (why) => showSignIn(entered, { why });
const ways = { entered, left };

const own = await askApi<OwnSessions>('GET', '/own/sessions');
const here = own.ok ? own.body.items.find(({ isThis }) => isThis) : undefined;
await (here === undefined ? showSignIn(entered) : showSignedIn(here.loginId, undefined, ways));
