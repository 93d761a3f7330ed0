import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import { Choice, NoBody, strict, Uuid } from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { loadVisits } from '../registry/visit-rows.ts';
import { loadVisitViewer } from '../review/load-visit-viewer.ts';
import { findByInvitation, findInvitation } from './find-invitation.ts';
import { InvitationId } from './invitation-id.ts';
import { invite } from './invite.ts';
import { isInviter } from './is-inviter.ts';
import { type ShownInvitation, showInvitation } from './show-invitation.ts';

const VisitParams = Type.Object({ site: Uuid, visit: Uuid }, strict);
const Invitation = Type.Object(
  {
    id: InvitationId,
    qr: Type.String({ description: '番号だけを示す二次元コード（SVG）' }),
    texts: Type.Array(
      Type.Object({ language: Choice(['ja', 'en']), subject: Type.String(), body: Type.String() }),
      { description: '送る文。だれの名も、どの区域も書かない' },
    ),
  },
  { title: 'Invitation' },
);

/** 案内状: what a host sends to whoever is to come. */
export const invitationRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.post(
    '/sites/:site/visits/:visit/invite',
    {
      config: { action: 'visits.plan' },
      schema: {
        summary: '案内状をつくる（二度目からは同じものを返す）',
        params: VisitParams,
        body: NoBody,
        response: { 200: Invitation },
      },
    },
    async (request, reply) => {
      const { site, visit } = request.params;
      const made = await invite(deps, actContextOf(request), site, visit);
      return made.ok ? invitationBody(made.value) : sendResult(request, reply, made);
    },
  );

  app.get(
    '/sites/:site/visits/:visit/invitation',
    {
      config: { action: 'visits.plan' },
      schema: { summary: '案内状を読む', params: VisitParams, response: { 200: Invitation } },
    },
    async (request, reply) => {
      const { site, visit: id } = request.params;
      const [whole] = await loadVisits(db, site, [id]);
      const invitation = await findInvitation(db, site, id);
      const principal = principalOf(request);
      const viewer = await loadVisitViewer(db, principal, site, deps.clock.now());
      if (whole === undefined || invitation === undefined || !isInviter(principal, site, whole, viewer)) {
        return sendProblem(request, reply, { code: 'not-found' });
      }
      const shown = await showInvitation(deps.pool, whole.visit, invitation);
      return shown === undefined ? sendProblem(request, reply, { code: 'not-found' }) : invitationBody(shown);
    },
  );

  app.get(
    '/sites/:site/invitations/:invitation',
    {
      config: { action: 'visits.desk' },
      schema: {
        summary: '受付で示された案内状の訪問を探す',
        params: Type.Object({ site: Uuid, invitation: InvitationId }, strict),
        response: { 200: Type.Object({ visit: Uuid }, { title: 'InvitedVisit' }) },
      },
    },
    async (request, reply) => {
      const { site, invitation } = request.params;
      const visit = await findByInvitation(db, site, invitation);
      return visit === undefined ? sendProblem(request, reply, { code: 'not-found' }) : { visit };
    },
  );
};

function invitationBody({ texts, ...rest }: ShownInvitation) {
  return { ...rest, texts: texts.map((text) => ({ ...text })) };
}
