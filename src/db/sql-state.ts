/** SQLSTATE of a database error, undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const own =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return own ?? (error instanceof Error && error.cause !== undefined ? sqlState(error.cause) : undefined);
}
