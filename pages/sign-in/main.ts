import { showPresent } from './show-present.ts';
import { showSignIn } from './show-sign-in.ts';
import { showSignedIn } from './show-signed-in.ts';
import type { Ways } from './signed-in.ts';

const ways: Ways = {
  entered: (who) => showSignedIn(who.loginId, who, ways),
  left: (why) => showSignIn(ways.entered, { why }),
  again: (why) => showPresent(ways, why),
};

await showPresent(ways);
