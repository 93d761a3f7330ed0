import { aBacklog, postBacklog } from '../uploads.ts';
import { catchUp } from './catch-up.ts';
import type { Answer, Return, Told, Upload } from './work.ts';

// The program of the process beside.

let begin: (() => Promise<unknown>) | undefined;

function answer(said: Answer): void {
  process.send?.(said);
}

/** What is to be done, with all that can be made before it is timed. */
function prepared(work: Upload | Return): () => Promise<unknown> {
  if (work.is === 'upload') {
    const backlog = aBacklog(work.url, work.posts);
    return () => postBacklog(work.url, work.token, backlog);
  }
  return () => Promise.all(Array.from({ length: work.consoles }, () => catchUp(work)));
}

async function hear(told: Told): Promise<void> {
  if (told.is !== 'begin') {
    begin = prepared(told);
    return answer({ is: 'ready' });
  }
  const started = performance.now();
  await begin?.();
  answer({ is: 'done', tookMs: performance.now() - started });
}

process.on('message', (told: Told) => {
  hear(told).catch((error: unknown) => answer({ is: 'failed', why: String(error) }));
});
