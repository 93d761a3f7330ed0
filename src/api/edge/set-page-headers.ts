import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What a page is allowed beyond that, or forbidden, by Content-Security-Policy. */
const beyond = {
  /** The documentation page puts one sheet into itself, always the same. */
  documentation: { styleSrc: ["'self'", "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"] },
  /** No text becomes markup or script in ours, whoever wrote it. */
  own: { requireTrustedTypesFor: ["'script'"], trustedTypes: ["'none'"] },
} as const;

/** For pages a browser shows: only what we serve ourselves. */
export async function setPageHeaders(
  pages: FastifyInstance,
  secure: boolean,
  kind: keyof typeof beyond,
): Promise<void> {
  await pages.register(helmet, {
    strictTransportSecurity: secure,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        styleSrc: ["'self'"],
        ...beyond[kind],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
  });
}
