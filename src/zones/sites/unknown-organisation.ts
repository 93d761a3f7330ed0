import type { Refusal } from '../../kernel/problem.ts';

/** The refusal of an act about an organisation that is not registered. */
export const unknownOrganisation: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/organisation', message: 'この組織は登録されていません。先に組織を登録してください。' }],
};
