/**
 * The text of a list as a file holds it: UTF-8, with or without a byte order mark, else Windows-31J, which is what spreadsheets here
 * save as CSV. Undefined where it is neither.
 */
export function decodeList(bytes: Uint8Array): string | undefined {
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'windows-31j');
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
