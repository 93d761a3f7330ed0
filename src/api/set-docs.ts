import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './send-problem.ts';

/** The page of the document: its files come from this service alone, nothing is fetched from elsewhere. */
export async function setDocs(app: FastifyInstance): Promise<void> {
  // A path that names no file of the page, whatever it tries to be.
  app.setErrorHandler((_error, request, reply) => sendProblem(request, reply, { code: 'not-found' }));
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true, showExtensions: true },
    validatorUrl: false,
  });
}
