import { aGatewayOf, type TestGateway } from './a-gateway.ts';
import { anOffice, type Office } from './an-office.ts';
import { aMachine, type TestApp } from './test-app.ts';

let offices = 0;

/** One more office, with card numbers that no other has; a gateway of it, and the token of its guards. */
export async function aGuardedOffice(
  test: TestApp,
): Promise<{ readonly office: Office; readonly gateway: TestGateway; readonly guard: string }> {
  offices += 1;
  const office = await anOffice(test.deps, { firstNumber: 10_000 * offices });
  return {
    office,
    gateway: aGatewayOf(test, office.tokens.get('gateway')),
    guard: await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]),
  };
}
