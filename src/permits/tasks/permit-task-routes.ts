import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Instant,
  instantText,
  ListQuery,
  NamedPageOf,
  SiteParams,
  strict,
  Uuid,
} from '../../api/schemas.ts';
import { databaseOf } from '../../db/pool.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { permitKindNames, permitKinds } from '../kinds/permit-kinds.ts';
import { loadPermitsSeen } from '../seeing/load-permits-seen.ts';
import { loadNamesInPermits } from '../shown/load-names-in-permits.ts';
import { NeedsBody, needsBody } from '../shown/permit-body.ts';
import type { AskingDeps } from '../using/find-asked-here.ts';
import type { OpenMatter } from '../using/open-matters.ts';
import type { UsingDeps } from '../using/use-permit.ts';
import { findAskedAnew } from './find-asked-anew.ts';
import { permitTaskNames } from './judge-permit-tasks.ts';
import { listPermitTasks } from './list-permit-tasks.ts';

const PermitTaskBody = Type.Object(
  {
    is: Choice(Object.keys(permitTaskNames)),
    says: Type.String(),
    due: Instant,
    risen: Type.Boolean({ description: '3日放置されたため、申請者と許可者の上位者の仕事にもなった' }),
    mine: Type.Boolean({ description: '尋ねた人の仕事' }),
    persons: Type.Array(Uuid, { description: 'だれの仕事か（人）' }),
    for: NeedsBody,
  },
  { title: 'PermitTask' },
);

const PermitWithTasksBody = Type.Object(
  {
    permit: Uuid,
    kind: Choice(permitKindNames),
    kindSays: Type.String(),
    applicant: Uuid,
    tasks: Type.Array(PermitTaskBody),
  },
  { title: 'PermitWithTasks' },
);

/** What waits for somebody's decision, is used beyond its end, or is not reported; the same for every kind. */
export const permitTaskRoutes: FastifyPluginAsyncTypebox<PermitDeps & UsingDeps & AskingDeps> = async (
  app,
  deps,
) => {
  app.get(
    '/sites/:site/permit-tasks',
    {
      config: { action: 'permits.read' },
      schema: {
        summary: '許可・届出について、だれが何をしなければならないか',
        description:
          '判断待ち、差戻しへの対応、期限超過、未報告、未返却（貸し出したもの）、未確認（撮影内容など）、監視カメラなし（続いている作業）、申請のし直し（規則が変わり、だれも許可していないもの）。for は役割（区域・課室ごと）、persons は人。見える許可・届出のものだけを返します。',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, mine: Type.Optional(Type.Boolean({ description: '自分の仕事だけ' })) },
          strict,
        ),
        response: { 200: NamedPageOf(PermitWithTasksBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const db = databaseOf(deps.pool);
      const now = deps.clock.now();
      const seen = await loadPermitsSeen(db, viewer, site, now);
      const finding = Object.values(deps.permitGuards).map(({ open }) => open?.(deps.pool, site, now) ?? []);
      const asked = await findAskedAnew(deps, site, seen, now);
      const open = onceEach([...asked, ...(await Promise.all(finding)).flat()]);
      const { items, next } = await listPermitTasks(db, site, request.query, viewer, seen, now, open);
      const listed = items.map(({ permit }) => permit);
      return {
        items: items.map(({ permit, tasks }) => ({
          permit: permit.permitId,
          kind: permit.kind,
          kindSays: permitKinds[permit.kind].words.ja,
          applicant: permit.applicantId,
          tasks: tasks.map(({ is, due, risen, mine, persons, roles }) => ({
            is,
            says: permitTaskNames[is],
            due: instantText(due),
            risen,
            mine,
            persons: [...persons],
            for: needsBody(roles),
          })),
        })),
        next,
        names: await loadNamesInPermits(viewer, deps.pool, site, listed),
      };
    },
  );
};

/** Each matter once a permit, as it was found first: what nobody decided may also be something that was added. */
function onceEach(matters: readonly OpenMatter[]): readonly OpenMatter[] {
  const keys = matters.map(({ permit, is }) => `${permit} ${is}`);
  return matters.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
