import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  Created,
  Described,
  Done,
  ListQuery,
  NamedPageOf,
  Nullable,
  Reason,
  Recorded,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { namesShownTo } from '../../people/registry/names-shown-to.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { endMeasure } from './end-measure.ts';
import { inspectMeasure } from './inspect-measure.ts';
import { listMeasures, type MeasureRow } from './measure-rows.ts';
import { type Hazard, hazards, measuredRows } from './measured-rows.ts';
import { recordMeasure } from './record-measure.ts';

const clause = '2.3.1.1(4), 2.3.1.1(9)';
const MeasureParams = Type.Object({ site: Uuid, measure: Uuid }, strict);
const day = (description: string) => Type.String({ format: 'date', description });
const Row = Choice(measuredRows);
const HazardWord = Choice(Object.keys(hazards).filter((word): word is Hazard => word in hazards));

const PowerCut = Type.Object(
  { power: Described(Words, '遮断する電源'), by: Described(Words, '遮断する人の職・当番') },
  { ...strict, title: 'MeasurePowerCut', description: '9b: 人の安全を確かめた後の電源の遮断' },
);

const measureFields = {
  zone: Code,
  row: Row,
  what: Words,
  evidence: Described(Words, '示すもの: 写真、証明書、文書番号'),
  takenOn: day('講じた日'),
};

const MeasureBody = Type.Object(
  {
    id: Uuid,
    ...measureFields,
    hazard: Nullable(HazardWord),
    cut: Nullable(PowerCut),
    inspectedOn: Nullable(day('最後に点検した日')),
    found: Nullable(Type.String()),
    nextInspectionOn: Nullable(day('点検の期限。この日を含む')),
    recordedBy: Uuid,
  },
  { title: 'ZoneMeasure' },
);

/** 講じた対策の登録: what was done in each zone to keep rows 21, 36 and 38–45 and both duties of (9). */
export const measureRoutes: FastifyPluginAsyncTypebox<ActDeps> = async (app, deps) => {
  const db = databaseOf(deps.pool);

  app.get(
    '/sites/:site/measures',
    {
      config: { action: 'measures.read', clause },
      schema: {
        summary: '区域に講じた対策',
        description: '隠された部屋のものは、その部屋を知る人にだけ返します。',
        params: SiteParams,
        querystring: Type.Object(
          { ...ListQuery, zone: Type.Optional(Code), row: Type.Optional(Row) },
          strict,
        ),
        response: { 200: NamedPageOf(MeasureBody) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const principal = principalOf(request);
      const hidden = await loadHiddenFrom({ db, client: deps.pool, now: deps.clock.now() }, principal, site);
      const { items, next } = await listMeasures(db, site, { ...request.query, hidden });
      const names = await namesShownTo(
        principal,
        db,
        items.map(({ recordedBy }) => recordedBy),
      );
      return { items: items.map(measureBody), next, names };
    },
  );

  app.post(
    '/sites/:site/measures',
    {
      config: { action: 'measures.keep', clause },
      schema: {
        summary: '区域に講じた対策を記録する',
        description:
          '不足報告は、これを証跡とします。9a では何に対する対策か（hazard）、9b ではどの電源をだれが遮断するか（cut）も書きます。',
        params: SiteParams,
        body: Type.Object(
          {
            ...measureFields,
            hazard: Type.Optional(HazardWord),
            cut: Type.Optional(PowerCut),
            nextInspectionOn: Type.Optional(day('点検の期限')),
          },
          { ...strict, title: 'ZoneMeasureDraft' },
        ),
        response: { 201: Created },
      },
    },
    async (request, reply) => {
      const result = await recordMeasure(deps, actContextOf(request), request.params.site, request.body);
      return sendResult(request, reply, result, 201);
    },
  );

  app.post(
    '/sites/:site/measures/:measure/inspect',
    {
      config: { action: 'measures.keep', clause },
      schema: {
        summary: '対策を点検し、働いていると記録する',
        params: MeasureParams,
        body: Type.Object(
          {
            on: day('点検した日'),
            found: Words,
            nextInspectionOn: Type.Optional(day('次の点検の期限。なければ期限なし')),
          },
          { ...strict, title: 'MeasureInspection' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site: siteId, measure: measureId } = request.params;
      const of = { siteId, measureId };
      return sendResult(request, reply, await inspectMeasure(deps, actContextOf(request), of, request.body));
    },
  );

  app.post(
    '/sites/:site/measures/:measure/end',
    {
      config: { action: 'measures.keep', clause },
      schema: {
        summary: '対策がなくなったことを記録する',
        params: MeasureParams,
        body: Reason,
        response: { 200: Done },
      },
    },
    async (request, reply) => {
      const { site: siteId, measure: measureId } = request.params;
      const of = { siteId, measureId };
      const ended = await endMeasure(deps, actContextOf(request), of, request.body.reason);
      return sendResult(request, reply, ended);
    },
  );
};

function measureBody({
  measureId,
  zoneId,
  cutPower,
  cutBy,
  ...measure
}: MeasureRow): Static<typeof MeasureBody> {
  const { row, what, evidence, takenOn, hazard, inspectedOn, found, nextInspectionOn, recordedBy } = measure;
  return {
    id: measureId,
    zone: zoneId,
    row,
    what,
    evidence,
    takenOn,
    hazard,
    cut: cutPower !== null && cutBy !== null ? { power: cutPower, by: cutBy } : null,
    inspectedOn,
    found,
    nextInspectionOn,
    recordedBy,
  };
}
