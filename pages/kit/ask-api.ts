/** A refusal as the API words it (RFC 9457). */
export type Problem = {
  /** The code of `/problems/<code>`. */
  readonly code: string;
  readonly says: string;
  readonly errors: readonly { readonly at: string; readonly message: string }[];
};

export type Answer<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

/** Asks the API as the session of this browser; what does not come is a refusal, too. */
export async function askApi<Body>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  sent?: object,
): Promise<Answer<Body>> {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      ...(sent === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }),
    });
    const body = await answer.json();
    if (answer.ok) return { ok: true, body };
    return { ok: false, status: answer.status, problem: problemOf(body, answer) };
  } catch {
    return { ok: false, status: 0, problem: { code: 'unreachable', says: unreachable, errors: [] } };
  }
}

const unreachable =
  'サービスに接続できませんでした。接続を確かめて、もう一度行ってください。続くときは運用担当者に連絡してください。';

type Told = {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: Problem['errors'];
};

function problemOf(
  { type = '', title = '', detail, instance = '', errors = [] }: Told,
  answer: Response,
): Problem {
  const seconds = Number(answer.headers.get('retry-after'));
  const wait = seconds > 0 ? ` ${waitShown(seconds)}後に再試行できます。` : '';
  const words = detail ?? title;
  return { code: type.replace('/problems/', ''), says: `${words}${wait}（受付番号 ${instance}）`, errors };
}

function waitShown(seconds: number): string {
  return seconds < 120 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分`;
}
