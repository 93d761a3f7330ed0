import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actContextOf } from '../../api/act-context-of.ts';
import { principalOf } from '../../api/principal-of.ts';
import {
  Choice,
  Code,
  End,
  Instant,
  Name,
  Recorded,
  SiteParams,
  strict,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { sendResult } from '../../api/send-problem.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import { databaseOf } from '../../db/pool.ts';
import { ok } from '../../kernel/result.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import { GroupBody, shownGroup } from '../groups/group-body.ts';
import { listGroups } from '../groups/list-groups.ts';
import { serviceCodes } from '../groups/services.ts';
import { beginEmergencyEntry } from './begin-emergency-entry.ts';
import { changeEmergencyEntry } from './change-emergency-entry.ts';
import { nameCrew } from './name-crew.ts';

const Minutes = Type.Integer({ minimum: 1, maximum: 240 });
const Persons = Type.Integer({ minimum: 1, maximum: 500 });
const EntryParams = Type.Object({ ...SiteParams.properties, entry: Uuid }, strict);

/** 緊急立入り: a crew is let in by one act, is named within a day, and leaves by another. */
export const emergencyEntryRoutes: FastifyPluginAsyncTypebox<DeskDeps> = async (app, deps) => {
  app.get(
    '/sites/:site/emergency-entries',
    {
      config: { action: 'roll-call.read' },
      schema: {
        summary: '庁舎にいる緊急立入りと、氏名がまだのもの',
        params: SiteParams,
        response: { 200: Type.Object({ items: Type.Array(GroupBody) }) },
      },
    },
    async (request) => {
      const { site } = request.params;
      const { seen } = visibilityOf(principalOf(request), site);
      const groups = await listGroups(databaseOf(deps.pool), site, seen);
      return { items: groups.filter(({ kind }) => kind !== 'counted').map(shownGroup) };
    },
  );

  app.post(
    '/sites/:site/emergency-entries',
    {
      config: { action: 'emergency-entries.change' },
      schema: {
        summary: '消防・救急・警察などを立ち入らせる（緊急立入り）',
        description:
          'カード・氏名・審査・検査・許可を求めない。入口の扉（door）から行き先（zone。クラス3も可）までの扉が minutes 分のあいだ開くことを見込み、警報にしない。扉を開けるのは警備員か、案内する職員のカードである。',
        params: SiteParams,
        body: Type.Object(
          {
            service: Choice(serviceCodes),
            persons: Persons,
            door: Code,
            zone: Code,
            minutes: Minutes,
            words: Type.Optional(Words),
          },
          { ...strict, title: 'EmergencyEntryDraft' },
        ),
        response: {
          201: Type.Object(
            { id: Uuid, seq: Type.Integer(), doors: Type.Array(Code), until: End, namesDue: Instant },
            { title: 'EmergencyEntry' },
          ),
        },
      },
    },
    async (request, reply) => {
      const result = await beginEmergencyEntry(
        deps,
        actContextOf(request),
        request.params.site,
        request.body,
      );
      if (!result.ok) return sendResult(request, reply, result);
      return sendResult(request, reply, ok({ ...result.value, doors: [...result.value.doors] }), 201);
    },
  );

  app.post(
    '/sites/:site/emergency-entries/:entry/names',
    {
      config: { action: 'emergency-entries.change' },
      schema: {
        summary: '緊急立入りの氏名を書き込む（立入りから24時間以内）',
        params: EntryParams,
        body: Type.Object(
          {
            members: Type.Array(Type.Object({ name: Name, affiliation: Name }, strict), {
              maxItems: 500,
            }),
            unknown: Type.Optional(
              Type.Object(
                { persons: Type.Integer({ minimum: 1, maximum: 500 }), reason: Words },
                { ...strict, description: '氏名の分からない人の数と、分からない理由' },
              ),
            ),
          },
          { ...strict, title: 'CrewNames' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, entry } = request.params;
      return sendResult(
        request,
        reply,
        await nameCrew(deps, actContextOf(request), site, entry, request.body),
      );
    },
  );

  app.post(
    '/sites/:site/emergency-entries/:entry/change',
    {
      config: { action: 'emergency-entries.change' },
      schema: {
        summary: '緊急立入りの人が出た（一緒に出る患者・同行者も）、または時間を延ばす',
        description:
          'remaining は残る人数で、0 なら終わる。leaving の人は入口の扉の外にいるとみなす（推定）。訪問の退館は受付で行う。',
        params: EntryParams,
        body: Type.Object(
          {
            remaining: Type.Integer({ minimum: 0, maximum: 500 }),
            leaving: Type.Array(Uuid, { maxItems: 100, uniqueItems: true, default: [] }),
            minutes: Type.Optional(Minutes),
            words: Type.Optional(Words),
          },
          { ...strict, title: 'EmergencyEntryChange' },
        ),
        response: { 200: Recorded },
      },
    },
    async (request, reply) => {
      const { site, entry } = request.params;
      return sendResult(
        request,
        reply,
        await changeEmergencyEntry(deps, actContextOf(request), site, entry, request.body),
      );
    },
  );
};
