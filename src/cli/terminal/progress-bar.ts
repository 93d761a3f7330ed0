import type { Terminal } from './terminal.ts';

const width = 30;
const everyMs = 100;

/** Shows how far a long work has come, where somebody watches. */
export function progressBar({ progress }: Terminal, total: number): (done: number) => void {
  if (progress === undefined) return () => undefined;
  let shownAt = 0;
  return (done) => {
    const now = performance.now();
    if (done < total && now - shownAt < everyMs) return;
    shownAt = now;
    const full = Math.round((done / Math.max(total, 1)) * width);
    progress(`${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} / ${total}`);
  };
}
