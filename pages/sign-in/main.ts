import { askApi } from '../kit/ask-api.ts';
import type { OwnSessions } from './own-sessions.ts';
import { showSignIn } from './show-sign-in.ts';
import { showSignedIn } from './show-signed-in.ts';
import type { Entered } from './signed-in.ts';

const enter: Entered = (who) => showSignedIn(who.loginId, who, leave);
const leave = (why: string): Promise<void> => showSignIn(enter, why);

const own = await askApi<OwnSessions>('GET', '/own/sessions');
const here = own.ok ? own.body.items.find(({ isThis }) => isThis) : undefined;
await (here === undefined ? showSignIn(enter) : showSignedIn(here.loginId, undefined, leave));
