import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { Repository } from '../lint/repository.ts';
import type { LintContext } from '../lint/rule.ts';
import { exitCode } from '../model/outcome.ts';
import { createRepository } from '../project/create-repository.ts';
import type { Project } from '../project/find-project.ts';
import { createBatchCheck } from '../shell/batch-syntax.ts';
import { runShellCheck } from '../shell/run-shellcheck.ts';
import { Refusal } from '../world/refusal.ts';

/** What the rules may ask in a project; ShellCheck only where `askShellCheck` says so. */
export function createLintContext(
  project: Project,
  bash: BashParser,
  { askShellCheck }: { readonly askShellCheck: boolean },
): LintContext & { readonly repository: Repository } {
  const { settings } = project;
  const context = { bash, checkSyntax: createBatchCheck(), repository: createRepository(project), settings };
  return askShellCheck ? { ...context, shellCheck } : context;
}

async function shellCheck(codes: readonly string[]) {
  const found = await runShellCheck(codes);
  if (found !== null) return found;
  const hint = 'install it, or leave out `--shellcheck` and `shellcheck: true` in runbook.config.yaml';
  throw new Refusal('shellcheck is not on PATH', hint, exitCode.place);
}
