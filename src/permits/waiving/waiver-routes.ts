import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  End,
  Instant,
  ListQuery,
  NamedPageOf,
  Names,
  Reason,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendProblem, sendResult } from '../../api/send-problem.ts';
import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { waiverBasisNames } from '../rule/waiver-bases.ts';
import { listWaivers } from '../waivers/list-waivers.ts';
import { findWaiver, type WaiverRow } from '../waivers/waiver-rows.ts';
import { endWaiver } from './end-waiver.ts';
import type { WaiverDraft } from './judge-waiver-draft.ts';
import { recordWaiver } from './record-waiver.ts';
import { permitClauseIds, WaivedCaseBody, WaiverBody, waiverBody } from './waiver-body.ts';

const clause = '別表2 凡例';

const WaiverParams = Type.Object({ site: Uuid, waiver: Uuid }, strict);

const WaiverDraftBody = Type.Object(
  {
    basis: Choice(waiverBasisNames, {
      description:
        'notification＝届出不要、lending-book＝貸出簿への記載が許可・届出に代わる（行20〜22）、permission＝機密性2だけの情報の移送・提供に許可を要しない（meti-13-c2）',
    }),
    rows: Type.Array(Choice(permitClauseIds), { minItems: 1, maxItems: 20, uniqueItems: true }),
    zones: Type.Optional(Type.Array(Code, { maxItems: 50, uniqueItems: true })),
    unit: Type.Optional(Uuid),
    persons: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true })),
    case: Type.Optional(WaivedCaseBody),
    book: Type.Optional(Code),
    from: Instant,
    until: End,
    reason: Words,
  },
  { ...strict, title: 'PermitWaiverDraft' },
);

/** 届出不要の登録簿: what nobody has to be asked for, recorded beforehand by whoever would be (ADR 0041). */
export const waiverRoutes: FastifyPluginAsyncTypebox<PermitDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);
  const hiddenFrom = (viewer: Principal, site: string) =>
    loadHiddenFrom({ db, client: deps.pool, now: deps.clock.now() }, viewer, site);
  const bodyOf = (row: WaiverRow, hidden: ReadonlySet<string>) =>
    waiverBody(
      row,
      row.zoneIds.filter((zone) => !hidden.has(zone)),
      deps.clock.now(),
    );
  const namesIn = async (viewer: Principal, site: string, rows: readonly WaiverRow[]) => {
    if (!isTold(viewer, 'name', site)) return {};
    const ids = rows.flatMap(({ personIds, recordedBy, endedBy }) => [...personIds, recordedBy, endedBy]);
    const who = await loadWhoIs(deps.pool, site, ids);
    return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
  };

  app.get(
    '/sites/:site/permit-waivers',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '届出・許可を要しないと定めたものの登録簿',
        description: '終わったものも残ります。隠された部屋だけのものは、その部屋を知る人にだけ返します。',
        params: SiteParams,
        querystring: Type.Object(
          {
            ...ListQuery,
            row: Type.Optional(Choice(permitClauseIds)),
            zone: Type.Optional(Code),
            running: Type.Optional(Type.Boolean({ description: 'いま効いているものだけ' })),
          },
          strict,
        ),
        response: { 200: NamedPageOf(WaiverBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const viewer = principalOf(request);
      const hidden = await hiddenFrom(viewer, site);
      const query = { ...request.query, hidden: [...hidden] };
      const { items, next } = await listWaivers(db, site, query, deps.clock.now());
      return {
        items: items.map((row) => bodyOf(row, hidden)),
        next,
        names: await namesIn(viewer, site, items),
      };
    },
  );

  app.get(
    '/sites/:site/permit-waivers/:waiver',
    {
      config: { action: 'permits.read', clause },
      schema: {
        summary: '登録簿の一行を読む',
        params: WaiverParams,
        response: { 200: Type.Object({ ...WaiverBody.properties, names: Names }) },
      },
    },
    async (request, reply) => {
      const { site, waiver } = request.params;
      const viewer = principalOf(request);
      const row = await findWaiver(db, site, waiver);
      const hidden = await hiddenFrom(viewer, site);
      if (row === undefined || isHiddenWhole(row, hidden))
        return sendProblem(request, reply, { code: 'not-found' });
      return { ...bodyOf(row, hidden), names: await namesIn(viewer, site, [row]) };
    },
  );

  app.post(
    '/sites/:site/permit-waivers',
    {
      config: { action: 'permits.decide', clause },
      schema: {
        summary: '届出・許可を要しないと前もって定める',
        description:
          '届出を受け、又は許可する人が、その行と区域のすべてについて定めます。zones のないものは区域外の行（20〜22）です。期間は366日まで。定めた人自身と、その人に7日のうちに役割を与え又は受けた人の申請には効きません。',
        params: SiteParams,
        body: WaiverDraftBody,
        response: { 201: Created },
      },
    },
    async (request, reply) =>
      sendResult(
        request,
        reply,
        await recordWaiver(deps, actContextOf(request), request.params.site, draftOf(request.body)),
        201,
      ),
  );

  app.post(
    '/sites/:site/permit-waivers/:waiver/end',
    {
      config: { action: 'permits.decide', clause },
      schema: {
        summary: '期間の前に終わらせる',
        description:
          '答えた時から、これによって届出・許可が要らなくなるものはありません。leaning は、これによって届出・許可なしに記録され、まだ効いているもので、要れば取り消します。',
        params: WaiverParams,
        body: Reason,
        response: { 200: Type.Object({ leaning: Type.Array(Uuid) }, { title: 'PermitWaiverEnded' }) },
      },
    },
    async (request, reply) => {
      const { site, waiver } = request.params;
      const { reason } = request.body;
      const result = await endWaiver(deps, actContextOf(request), site, waiver, reason);
      return sendResult(request, reply, result);
    },
  );
};

/** Whether a line speaks of hidden rooms and of nothing else. */
function isHiddenWhole({ zoneIds }: WaiverRow, hidden: ReadonlySet<string>): boolean {
  return zoneIds.length > 0 && zoneIds.every((zone) => hidden.has(zone));
}

function draftOf({
  zones,
  unit,
  persons,
  from,
  until,
  ...body
}: Static<typeof WaiverDraftBody>): WaiverDraft {
  return {
    ...body,
    zones: zones ?? [],
    unit: unit ?? null,
    persons: persons ?? [],
    waivedCase: body.case ?? {},
    from: new Date(from),
    until: new Date(until),
  };
}
