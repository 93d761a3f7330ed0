import { aBareApp } from './a-bare-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
type Document = any;

let text: Promise<string> | undefined;

/** The OpenAPI document of the service, as anybody is given it. It is made once for all test files of a worker, and each has its own. */
export async function theDocument(): Promise<Document> {
  text ??= made();
  return JSON.parse(await text);
}

async function made(): Promise<string> {
  const app = await aBareApp();
  const { body } = await app.inject({ url: '/openapi.json' });
  await app.close();
  return body;
}
