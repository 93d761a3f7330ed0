import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fieldsOfPersons, personsToldIn } from '../../authority/fields-of-persons.ts';
import type { Principal } from '../../authority/principal.ts';
import { findAdmission } from '../admission.ts';

/** A read whose answer says who some persons are. */
export type NamingRead = {
  readonly viewer: Principal;
  /** The site of the path; undefined where it is the ministry's. */
  readonly site: string | undefined;
  /** The operation, by its path below /api/v1. */
  readonly what: string;
  /** As it was asked for. */
  readonly url: string;
  readonly persons: ReadonlySet<string>;
};

/** Notes who reads who somebody is, before the answer leaves; by `fields-told`, so that no such read is forgotten. */
export function setReadsNoted(app: FastifyInstance, note: (read: NamingRead) => Promise<void>): void {
  const noteRead = async (
    request: FastifyRequest,
    reply: FastifyReply,
    personsIn: (fields: readonly string[]) => ReadonlySet<string>,
  ) => {
    const what = request.routeOptions.url?.replace(app.prefix, '') ?? '';
    const fields = request.method === 'GET' ? fieldsOfPersons.get(what) : undefined;
    const viewer = findAdmission(request)?.principal;
    if (fields === undefined || viewer === undefined || reply.statusCode !== 200) return;
    const persons = personsIn(fields);
    if (persons.size > 0) await note({ viewer, site: siteOf(request), what, url: request.url, persons });
  };
  app.addHook('preSerialization', async (request, reply, answer) => {
    await noteRead(request, reply, (fields) => personsToldIn(answer, fields));
    return answer;
  });
  // A page is no answer in fields: it is not looked into, and counts once.
  app.addHook('onSend', async (request, reply, payload) => {
    await noteRead(request, reply, (fields) => new Set(fields.filter((field) => field === 'page')));
    return payload;
  });
}

function siteOf({ params }: FastifyRequest): string | undefined {
  return typeof params === 'object' && params !== null && 'site' in params ? String(params.site) : undefined;
}
