import { deskBodies } from './desk-bodies.ts';
import type { BodyExamples } from './example-ids.ts';
import { peopleBodies } from './people-bodies.ts';
import { permitBodies } from './permit-bodies.ts';
import { recordBodies } from './record-bodies.ts';
import { registerBodies } from './register-bodies.ts';
import { signInBodies } from './sign-in-bodies.ts';
import { visitBodies } from './visit-bodies.ts';

/** An example of the body of each operation that does not show one with its schema. A test holds them against the schemas. */
export const bodyExamples: BodyExamples = {
  ...peopleBodies,
  ...visitBodies,
  ...permitBodies,
  ...deskBodies,
  ...registerBodies,
  ...recordBodies,
  ...signInBodies,
};
