interface ParseRuleInfo {
  readonly severity: 'error' | 'warning';
  /** An error in careful mode too: nothing could run, or what would run would be a guess. */
  readonly always: boolean;
  /** One line for a list of rules. */
  readonly doc: string;
}

/** What `parseRunbook` may report. In careful mode most errors become warnings. */
export const parseRules = {
  'annotation-unknown': error('A word beside a block that is no annotation, usually a misspelt one.'),
  'annotation-malformed': error(
    'An annotation that can not be read: quotes, braces or blanks in the wrong place.',
  ),
  'annotation-value': error('A value that is missing, not allowed, or not of the kind the annotation takes.'),
  'annotation-duplicate': error('The same annotation twice on one block or section.'),
  'annotation-conflict': error('Annotations that contradict each other, such as two modes.'),
  'annotation-misplaced': error('An annotation where the language does not allow it.'),
  'annotation-unattached': error(
    'A runbook comment, an expectation or an output fence that belongs to no block.',
  ),
  'annotation-without-effect': error('An annotation that would change nothing where it stands.'),
  'looser-than-section': error('A block that asks for less care than its section.'),
  'duplicate-id': error('Two steps with the same id.'),
  'unknown-interpreter': error('An annotated block in a language that can not be run.'),
  'no-command': error('A block without anything to run.'),
  'mixed-prompts': error('A block in which some commands carry a prompt and others do not.'),
  'unclosed-fence': error('A fence that is never closed takes the rest of the document for code.'),
  'code-not-verbatim': error('Code that Markdown changes, so that it would not run as it stands.'),
  polling: error(
    'Polling that can not work: not readonly, no expectation, or a wait shorter than its pauses.',
  ),
  'expectation-syntax': error('An expectation that is not in the grammar.'),
  'expectation-vacuous': error('An expectation that a silent successful command would satisfy.'),
  'expectation-contradiction': error('Claims that can not hold together.'),
  'expect-comment': error('An `# expect` comment that belongs to no single command.'),
  'prose-exit': error('Prose that changes the implied exit 0.'),
  'frontmatter-syntax': error('Frontmatter that is not YAML.'),
  'frontmatter-unknown': error('An unknown key below `runbook:`.'),
  'frontmatter-misplaced': error('A key beside `runbook:` that means something only below it.'),
  'frontmatter-value': error('A value below `runbook:` of the wrong kind.'),
  'condition-syntax': fatal('A condition that is not in the grammar.'),
  'flow-comment': fatal('An include or stop that can not be read, in a document that has not opted in.'),
  each: error('An `each` that names no variable, or whose items are not plain words, each once.'),
  capture: error('A `capture` that names no variable, or not the one value to keep.'),
  checklist: error('An item of a checklist that says nothing.'),
  input: error('An input of a wrong name, or whose values contradict each other.'),
  include: error('An include that names no runbook.'),
  'placeholder-misplaced': error('A placeholder such as `<id>` where nothing fills it.'),
  'no-steps': fatal('A document without any step.'),
  'too-deep': fatal('A document nested too deeply to be read.'),
  'too-large': fatal('A document of more than 3 MiB, which is not read.'),
  'expect-by-eye': warning('An expectation in free words: the operator confirms it, nothing is checked.'),
  'expect-not-checked': warning('A paragraph that reads like an expectation but is prose.'),
  placeholder: warning(
    'A placeholder such as `<id>`, for which the gate asks: an input is asked for once, and checked.',
  ),
  'console-without-prompt': warning('A console fence without a prompt, which is taken for output.'),
  'hidden-fence': warning('A shell fence inside HTML, indented code or a directive, which is no step.'),
  'not-below-runbooks': warning('A document that opts in but does not live below the runbook directory.'),
} as const satisfies Readonly<Record<string, ParseRuleInfo>>;

export type ParseRule = keyof typeof parseRules;

function error(doc: string): ParseRuleInfo {
  return { severity: 'error', always: false, doc };
}

function fatal(doc: string): ParseRuleInfo {
  return { severity: 'error', always: true, doc };
}

function warning(doc: string): ParseRuleInfo {
  return { severity: 'warning', always: false, doc };
}
