/** A request to copy into a shell: the same on every machine that has curl. */
export function curlLine(url: string, token: string, post: object): string {
  return [
    `curl -s ${url} -H 'authorization: Bearer ${token}'`,
    `-H 'content-type: application/json' -d '${JSON.stringify(post)}'`,
  ].join(' \\\n  ');
}
