import { findCommands } from '../../bash/calls/commands.ts';
import { splitArguments } from '../../bash/calls/options.ts';
import type { ShellCommand } from '../../bash/tree/shell-command.ts';
import { placeInFrontmatter } from '../frontmatter-place.ts';
import type { LintDocument } from '../lint-document.ts';
import type { Repository } from '../repository.ts';
import type { Finding, LintContext, Rule } from '../rule.ts';

/** A runbook that `after:` or a `runbook run` names, and that there is not. */
export const missingRunbook: Rule = {
  id: 'missing-runbook',
  description: 'A name that stands for no runbook of the project, or for several.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, context) {
    const { repository } = context;
    if (repository === undefined || !document.runbook.trusted) return [];
    const after = document.runbook.requirements.after.flatMap((name) =>
      complain(name, repository).map((reason) => ({
        reason,
        place: placeInFrontmatter(document, 'after', name),
      })),
    );
    return [...after, ...inBlocks(document, repository), ...inManualSteps(document, repository, context)];
  },
};

function complain(name: string, repository: Repository): readonly string[] {
  const named = repository.find(name);
  if (named.type === 'found') return [];
  if (named.type === 'ambiguous') return [`Unexpected \`${name}\`, which stands for several runbooks`];
  const [nearest] = named.nearest;
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
  return [`Unexpected \`${name}\`, expected the id or the file name of a runbook${hint}`];
}

function inBlocks({ blocks }: LintDocument, repository: Repository): readonly Finding[] {
  return blocks.flatMap((block) =>
    block.commands().flatMap((command) =>
      complainOfCall(command, repository).map((reason) => ({
        reason,
        place: block.place(command.offset, command.endOffset),
      })),
    ),
  );
}

/** `runbook run` in a manual step is how one runbook sends the operator to another. */
function inManualSteps(
  { runbook }: LintDocument,
  repository: Repository,
  { bash }: LintContext,
): readonly Finding[] {
  return runbook.steps.flatMap((step) => {
    if (step.kind !== 'manual' || !step.text.includes('runbook ')) return [];
    return findCommands(bash, step.text).flatMap((command) =>
      complainOfCall(command, repository).map((reason) => ({ reason, place: step.source.position })),
    );
  });
}

function complainOfCall({ words }: ShellCommand, repository: Repository): readonly string[] {
  if (words[0]?.literal !== 'runbook') return [];
  const syntax = { valued: '--from --only --input --as --state-dir --format' };
  const [verb, name] = splitArguments(words, syntax).operands;
  if (!/^(?:run|show)$/.test(verb?.literal ?? '') || typeof name?.literal !== 'string') return [];
  return complain(name.literal, repository);
}
