import type { ClientBase } from 'pg';
import { erasedName } from '../../kernel/erased-name.ts';

/**
 * Forgets what was kept of requests whose answers name one of these ids: the answer, and the digest of what was asked. The keys stay to their end, so that
 * nothing is done twice.
 */
export async function forgetAnswers(
  client: Pick<ClientBase, 'query'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  // The ids are read from each answer once: looking for each in every answer takes as long as there are ids, and doors wait.
  await client.query({
    name: 'forget-answers',
    text: `
      update idempotency_keys k set answer = '${erasedName}', digest = ''
      where exists (
        select from regexp_matches(k.answer, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as one(id)
        where one.id[1] in (select asked.id from unnest($1::text[]) as asked(id)))`,
    values: [ids],
  });
}
