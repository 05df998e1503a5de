import type { Runbook } from '../model/runbook.ts';
import type { Repository } from './repository.ts';

/** The texts of the other runbooks of the project. */
export function readOthers({ file }: Runbook, repository: Repository): readonly string[] {
  return repository.runbooks
    .filter((other) => other.file !== file)
    .flatMap((other) => repository.read(other.file) ?? []);
}

/** Whether another runbook of the project may include this one: then it gives it variables, or takes them from it. */
export function isIncluded(runbook: Runbook, repository: Repository): boolean {
  const { id, file } = runbook;
  const name = file.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, '');
  return readOthers(runbook, repository).some((text) =>
    Array.from(text.matchAll(/\binclude=["']?([^"'#\s]+)/g)).some(
      ([, named = '']) => named === id || named.endsWith(name) || name.startsWith(named),
    ),
  );
}
