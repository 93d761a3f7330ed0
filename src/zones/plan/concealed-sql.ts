/** Whether a zone of the plan, by its `body`, is a room that nothing public-facing shows (別表1 行6 ※1): `isConcealed` for statements. */
export function concealedSql(body: string): string {
  return `((${body} ->> 'hidden')::bool or (${body} ->> 'serverRoom')::bool)`;
}
