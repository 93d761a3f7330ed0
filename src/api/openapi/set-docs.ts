import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../send-problem.ts';
import { type RenderedText, sendRendered } from '../sending/rendered-text.ts';
import type { OpenapiDocument } from './set-openapi.ts';

/** The page of the document: its files come from this service alone, nothing is fetched from elsewhere. */
export async function setDocs(app: FastifyInstance, document: OpenapiDocument): Promise<void> {
  // A path that names no file of the page, whatever it tries to be.
  app.setErrorHandler((_error, request, reply) => sendProblem(request, reply, { code: 'not-found' }));
  // The page brings routes for the document that write it anew for everybody.
  const documents: Readonly<Record<string, () => RenderedText>> = {
    '/docs/json': document.json,
    '/docs/yaml': document.yaml,
  };
  app.addHook('preHandler', async (request, reply) => {
    const rendered = documents[request.routeOptions.url ?? ''];
    if (rendered !== undefined) return sendRendered(request, reply, rendered());
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Areas alone at first: some four hundred operations take a browser ten seconds to show.
    uiConfig: { deepLinking: true, showExtensions: true, docExpansion: 'none' },
    validatorUrl: false,
  });
}
