import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { type RenderedText, renderedOnce, sendRendered } from '../sending/rendered-text.ts';
import { areas } from './areas.ts';
import { describeOperation } from './describe-operation.ts';
import { leaveBodiesOptional } from './leave-bodies-optional.ts';
import { shareSchemas } from './share-schemas.ts';

/** The OpenAPI document in each form in which it is asked for. */
export type OpenapiDocument = { readonly json: () => RenderedText; readonly yaml: () => RenderedText };

/**
 * The OpenAPI 3.1 document, built from the schemas of the routes; to be set before any route. Rendered once, for it is
 * large and anybody may ask for it.
 */
export async function setOpenapi(app: FastifyInstance, version: string): Promise<OpenapiDocument> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '関所 Sekisho',
        version,
        description:
          '府省庁の庁舎の扉と受付。統一技術基準 2.3.1.1 と別表1・2 による。どの応答にも `x-request-id` があり、問題の `instance` と同じ。要求に付けた `x-request-id` は、英数字と `_.:=+/@-` の128字までならそのまま使う。',
        contact: { name: '設置した府省庁の運用担当者' },
        license: { name: 'UNLICENSED', identifier: 'LicenseRef-UNLICENSED' },
      },
      servers: [{ url: '/', description: 'この庁舎のサービス' }],
      tags: Object.entries(areas).map(([name, description]) => ({ name, description })),
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: describeOperation,
    transformObject: (made) =>
      'openapiObject' in made ? shareSchemas(leaveBodiesOptional(made.openapiObject)) : made.swaggerObject,
  });
  const document = {
    json: renderedOnce('application/json; charset=utf-8', () => JSON.stringify(app.swagger())),
    yaml: renderedOnce('application/yaml; charset=utf-8', () => app.swagger({ yaml: true })),
  };
  app.get('/openapi.json', { config: { action: 'public' }, schema: { hide: true } }, (request, reply) =>
    sendRendered(request, reply, document.json()),
  );
  return document;
}
