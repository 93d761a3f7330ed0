import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/a-browser.ts';
import { aPageHouse, type PageHouse } from '../support/a-page-house.ts';

let house: PageHouse;

const title = hasBrowser ? 'in a browser' : 'not run here: no chromium';
describe.skipIf(!hasBrowser)(title, () => {
  beforeAll(async () => {
    house = await aPageHouse();
  });
  afterAll(() => house?.close());

  it('the documentation shows an operation and its schemas, and asks for nothing that its policy forbids', async () => {
    const page = await house.atThePage();
    await page.goto('/docs/');
    await page.locator('.opblock-tag').first().click();
    await page.locator('.opblock-summary-control').first().click();
    await page.getByRole('heading', { name: 'Responses' }).first().waitFor();
    expect(await house.closeTabs()).toEqual([]);
  });
});
