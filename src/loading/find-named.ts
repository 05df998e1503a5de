import { resolve } from 'node:path';
import { exitCode } from '../model/outcome.ts';
import type { Project } from '../project/find-project.ts';
import { findRunbook } from '../project/find-runbook.ts';
import type { Candidate } from '../project/resolve-name.ts';
import { Refusal } from '../world/refusal.ts';

/** Absolute path of the runbook that NAME stands for. Throws a `Refusal` that lists what there is. */
export async function findNamed(
  project: Project,
  name: string,
  cwd: string,
  candidates?: () => Promise<readonly Candidate[]>,
): Promise<string> {
  const match = await findRunbook(project, name, cwd, candidates);
  if (match.type === 'found') return resolve(project.root, match.candidate.file);
  if (match.type === 'ambiguous') {
    const names = match.candidates.map(({ id, file }) => (id === null ? file : `${id} (${file})`));
    throw new Refusal(`${name} fits several runbooks`, `one of: ${names.join(', ')}`, exitCode.usage);
  }
  if (/[/]|\.md$/.test(name)) throw new Refusal(`there is no file ${name}`, null, exitCode.usage);
  const hint = match.nearest.length > 0 ? `did you mean ${match.nearest.join(' or ')}?` : 'see runbook list';
  throw new Refusal(`no runbook is called ${name}`, hint, exitCode.usage);
}
