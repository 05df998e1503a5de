import type { BashParser } from '../bash/tree/bash-parser.ts';
import { variablesRead } from '../bash/variables/reads.ts';
import { variablesSet } from '../bash/variables/variables-set.ts';
import type { LintBlock, LintDocument } from './lint-document.ts';

/** Variables that have a value from the operator's own session on any host. */
const fromLogin =
  /^(?:HOME|USER|LOGNAME|SHELL|PATH|LANG|TERM|TMPDIR|EDITOR|HOSTNAME|DISPLAY|KUBECONFIG|(?:SSH|SUDO|XDG|LC)_\w+)$/;

/** What is known of the variables of a session while one goes through the steps of a document. */
export class KnownVariables {
  readonly #bash: BashParser;
  readonly #blocks: ReadonlyMap<unknown, LintBlock>;
  readonly #set: Set<string>;
  /** A block reads it, so that its author counts on a value, wherever it comes from. */
  readonly #read: ReadonlySet<string>;
  #open = false;

  constructor({ runbook, blocks }: LintDocument, bash: BashParser) {
    const { inputs, secrets } = runbook.requirements;
    this.#bash = bash;
    this.#blocks = new Map(blocks.map((block) => [block.step, block]));
    this.#set = new Set([...inputs.map(({ name }) => name), ...secrets]);
    this.#read = new Set(blocks.flatMap(({ code, functions }) => variablesRead(bash, code, functions)));
  }

  /** Those that the document has set so far. */
  get names(): readonly string[] {
    return [...this.#set];
  }

  /** Something was run whose variables cannot be told: another document, a file, text as code. */
  get open(): boolean {
    return this.#open;
  }

  has(name: string): boolean {
    return this.#open || this.#set.has(name) || this.#read.has(name) || fromLogin.test(name);
  }

  /** Takes in what a step leaves behind. */
  pass(step: LintDocument['runbook']['steps'][number]): void {
    if (step.kind === 'include') this.#open = true;
    const block = this.#blocks.get(step);
    if (block === undefined) return;
    const { each, capture } = block.step;
    const commands = block.commands();
    // Of the commands, those that these run would be listed instead.
    this.#open ||= /(?:^|[\s;&|({])(?:\.|source|eval)[ \t]/.test(block.code);
    const names = [...variablesSet(this.#bash, block.code, commands), each?.variable, capture?.variable];
    for (const name of names) if (name !== undefined) this.#set.add(name);
  }
}
