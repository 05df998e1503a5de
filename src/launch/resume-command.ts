import type { GlobalOptions } from '../world/world.ts';

/** What goes on with a run, once its id is put behind: it has to look where the run is kept. */
export function resumeCommand({ stateDir }: GlobalOptions): string {
  if (stateDir === null) return 'runbook resume';
  const word = /^[\w./-]+$/.test(stateDir) ? stateDir : `'${stateDir.replaceAll("'", "'\\''")}'`;
  return `runbook --state-dir ${word} resume`;
}
