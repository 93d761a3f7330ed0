import { databaseOf } from '../../db/pool.ts';
import { type DemoOffice, makeDemoOffice } from '../../demo/make-demo-office.ts';
import { type DemoSignIns, makeDemoSignIns } from '../../demo/make-demo-sign-ins.ts';
import { markDemo } from '../../demo/mark-demo.ts';
import { isLoopback } from '../../kernel/is-loopback.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { createToken, type TokenHolder } from '../../operators/tokens/create-token.ts';
import type { RosterLine } from '../../people/persons/judge-roster.ts';
import type { HashingDeps } from '../../sign-in/passwords/in-hashing-place.ts';
import { organisations } from '../../zones/sites/tables.ts';
import { expectDone } from '../terminal/expect-done.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { terminalContext } from '../terminal/terminal-context.ts';

/** A demo office just made, with what a newcomer needs to try it; the tokens and the password exist nowhere else. */
export type FirstStart = {
  readonly office: DemoOffice;
  readonly signIns: DemoSignIns;
  /** Of the gateway of each of these floors. */
  readonly gatewayTokens: { readonly ground: string; readonly third: string };
  readonly guardToken: string;
  readonly receptionToken: string;
  /** Of whom the visitor comes to see; they apply for something, too. */
  readonly hostToken: string;
};

/** Makes the demo office in an embedded database where no organisation was ever registered; undefined everywhere else. */
export async function makeFirstOffice(
  deps: ActDeps & HashingDeps,
  ownerUrl: string,
  terminal: Terminal,
  host: string,
): Promise<FirstStart | undefined> {
  if (!isLoopback(host) || !(await hasNoOrganisation(deps))) return undefined;
  terminal.say({ ja: '見本の庁舎を作っています…', en: 'making the demo office…' });
  await markDemo(ownerUrl, 'half-made');
  const office = await makeDemoOffice(deps);
  const signIns = await makeDemoSignIns(deps, office);
  const mint = async (holder: TokenHolder): Promise<string> => {
    const mintedBy = { osUser: terminal.osUser, host: terminal.host };
    return expectDone(await createToken(deps, terminalContext(), { holder, days: 30, mintedBy })).token;
  };
  const gateway = (id: string) => mint({ type: 'gateway', id, siteId: office.siteId });
  const person = (one: RosterLine | undefined) => mint({ type: 'person', id: one?.personId ?? '' });
  const { guards, general } = office.people;
  const gatewayTokens = { ground: await gateway('gw-1f'), third: await gateway('gw-3f') };
  const guardToken = await person(guards[0]);
  const receptionToken = await person(general[8]);
  const hostToken = await person(office.host);
  await markDemo(ownerUrl, 'made');
  return { office, signIns, gatewayTokens, guardToken, receptionToken, hostToken };
}

/** Whatever else may be recorded before (a disk that fills, a clock that is off): an office begins with its organisation. */
async function hasNoOrganisation({ pool }: ActDeps): Promise<boolean> {
  const registered = await databaseOf(pool)
    .select({ id: organisations.organisationId })
    .from(organisations)
    .limit(1);
  return registered.length === 0;
}
