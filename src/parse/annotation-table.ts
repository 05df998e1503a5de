/** Where a runbook annotation may stand: on a block, in a section's comment, in a comment of its own. */
export type AnnotationPlace = 'block' | 'section' | 'alone';

/** What may follow the `=`: nothing, perhaps a phrase to type, or a value that must be there. */
export type ValueKind = 'none' | 'phrase' | 'id' | 'text' | 'expectation' | 'duration';

interface AnnotationRule {
  readonly value: ValueKind;
  readonly places: readonly AnnotationPlace[];
  readonly doc: string;
}

/** Every annotation of the language. */
const annotationTable = {
  gate: rule('phrase', ['block', 'section'], 'Stops before the block; with a phrase, the operator types it.'),
  readonly: rule('none', ['block'], 'Changes nothing: runs without a stop and may be run again.'),
  auto: rule('none', ['block'], 'Changes something harmless: runs without a stop.'),
  manual: rule('none', ['block', 'section'], 'Done by the operator elsewhere; never executed.'),
  doc: rule('none', ['block', 'section'], 'An example: shown, never executed, no step.'),
  id: rule('id', ['block', 'alone'], 'The stable name of the step.'),
  expect: rule('expectation', ['block'], 'What the output has to show.'),
  within: rule(
    'duration',
    ['block'],
    'Polls the readonly block until its expectation holds, at most this long.',
  ),
  every: rule('duration', ['block'], 'Time between two polls; needs `within`.'),
  abort: rule('expectation', ['block'], 'Ends polling as failed once it holds; needs `within`.'),
  confirm: rule('text', ['block'], 'A statement the operator confirms by eye after the output.'),
  timeout: rule('duration', ['block'], 'Longest time one attempt may take.'),
  grace: rule('duration', ['block'], 'Time between TERM and KILL.'),
  cwd: rule('text', ['block', 'section'], 'Directory to run in.'),
  when: rule('text', ['block', 'section', 'alone'], 'Runs only where the condition holds.'),
  include: rule('text', ['alone'], 'Runs another runbook in place.'),
  stop: rule('text', ['alone'], 'Ends the document early, as a success.'),
  each: rule('text', ['block'], 'Runs the block once per item.'),
  capture: rule('text', ['block'], 'Keeps a part of the output in a variable.'),
  about: rule('duration', ['block'], 'Says so when the block takes longer.'),
  strict: rule(
    'none',
    ['block'],
    'Stops at the first failing command inside loops and functions too; not where bash asks for the status (`if`, `&&`, `||`, `!`).',
  ),
  once: rule('none', ['block'], 'Is never run again on resume, and never without a yes of its own.'),
  tty: rule('none', ['block'], 'Gives the block the terminal.'),
  secret: rule('none', ['block'], 'Keeps the output out of the record.'),
  'keep-going': rule('none', ['block'], 'The run goes on after its failure, and does not end as a success.'),
  checklist: rule('none', ['section'], 'Makes the operator confirm each item of the list.'),
  rollback: rule('none', ['section'], 'Offers the section when a step fails or the run is aborted.'),
} as const satisfies Readonly<Record<string, AnnotationRule>>;

export type AnnotationName = keyof typeof annotationTable;

export const annotationNames = Object.keys(annotationTable) as readonly AnnotationName[];

export function isAnnotationName(word: string): word is AnnotationName {
  return Object.hasOwn(annotationTable, word);
}

/** The names that may stand in `place`. */
export function namesAllowed(place: AnnotationPlace): readonly AnnotationName[] {
  return annotationNames.filter((name) => ruleOf(name).places.includes(place));
}

export function ruleOf(name: AnnotationName): AnnotationRule {
  return annotationTable[name];
}

function rule(value: ValueKind, places: readonly AnnotationPlace[], doc: string): AnnotationRule {
  return { value, places, doc };
}
