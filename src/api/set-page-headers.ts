import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** For pages a browser shows: only what we serve ourselves. */
export async function setPageHeaders(pages: FastifyInstance, secure: boolean): Promise<void> {
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
        // The documentation page writes style attributes; no sheet and no script stands in it.
        styleSrcAttr: ["'unsafe-inline'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
  });
}
