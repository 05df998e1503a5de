import { readAnswerWord } from '../model/answer-words.ts';
import type { PlanStep } from '../model/plan.ts';
import type { FillAnswer, Unanswered } from '../run/answers.ts';
import type { Prompter } from '../run/ports.ts';
import { askItem, askRollback, askValues } from '../ui/flow-dialogues.ts';
import { askGate } from '../ui/gate-dialogue.ts';
import { askConfirmation, askPassOver, askRemedy, askSettlement } from '../ui/other-dialogues.ts';
import type { Question, Talk } from '../ui/talk.ts';
import type { ScriptedAnswer } from './scenario.ts';

type Script = Readonly<Record<string, readonly ScriptedAnswer[]>>;

/** A prompt that the scenario has no fitting answer for. */
export interface OpenPrompt {
  readonly step: string;
  /** What the operator is asked. */
  readonly question: string;
  /** What may be answered. */
  readonly choices: string;
  /** What the scenario answered to the same question before, which was not taken; `null`: nothing. */
  readonly refused: string | null;
}

const left: Unanswered = { type: 'unanswered', reason: 'input-ended' };

/** The operator of a scenario: holds the dialogues of the terminal, with what the scenario types. */
export class ScriptedOperator implements Prompter {
  /** The first prompt without an answer; the run pauses at it. */
  open: OpenPrompt | null = null;
  readonly #remaining: Map<string, ScriptedAnswer[]>;
  readonly #act: (code: string) => Promise<void>;
  readonly #leaves: boolean;
  #typed: string | null = null;
  #given: { readonly step: string; readonly question: string; readonly line: string } | null = null;
  #aborting = false;

  /**
   * `act` does what the operator does elsewhere. With `leaves`, nobody is there any more to choose a remedy that the
   * script does not name: the run ends as it does without a terminal.
   */
  constructor(script: Script, act: (code: string) => Promise<void>, leaves: boolean) {
    this.#leaves = leaves;
    this.#remaining = new Map(Object.entries(script).map(([step, answers]) => [step, [...answers]]));
    this.#act = act;
  }

  /** Answers that no prompt has asked for, by step. */
  leftOver(): readonly { readonly step: string; readonly answers: readonly ScriptedAnswer[] }[] {
    const all = [...this.#remaining].map(([step, answers]) => ({ step, answers }));
    return all.filter(({ answers }) => answers.length > 0);
  }

  /** What is typed in the shell that was just opened. */
  takeTyped(): string {
    const code = this.#typed ?? '';
    this.#typed = null;
    return code;
  }

  readonly gate: Prompter['gate'] = (view) => askGate(view, this.#talk(view.step));
  readonly confirm: Prompter['confirm'] = (step, statement) =>
    askConfirmation(step, statement, this.#talk(step));
  readonly remedy: Prompter['remedy'] = async (step, outcome, remedies) => {
    if (this.#leaves && (await this.#peek(step.step.id)) === undefined)
      return { type: 'unanswered', reason: 'no-terminal' };
    return askRemedy(step, outcome, remedies, this.#talk(step));
  };
  readonly item: Prompter['item'] = (step, item) => askItem(step, item, this.#talk(step));
  readonly rollback: Prompter['rollback'] = (step, rollback) => askRollback(rollback, this.#talk(step));
  readonly settle: Prompter['settle'] = (step, _attempt, rollback) =>
    askSettlement(step, rollback, this.#talk(step));
  readonly passOver: Prompter['passOver'] = async (steps, target) => {
    const [first] = steps;
    return first === undefined ? left : askPassOver(steps, target, this.#talk(first));
  };

  async fill(step: PlanStep, names: readonly string[]): Promise<FillAnswer> {
    const { id } = step.step;
    const answer = await this.#peek(id);
    if (answer?.type !== 'fill') return askValues(names, this.#talk(step));
    this.#remaining.get(id)?.shift();
    const missing = names.find((name) => answer.values[name] === undefined);
    if (missing !== undefined) return this.#stop(id, { text: `Value of <${missing}>`, choices: 'a value' });
    return {
      type: 'filled',
      values: Object.fromEntries(names.map((name) => [name, answer.values[name] ?? ''])),
    };
  }

  #talk({ step }: PlanStep): Talk {
    return { ask: (question) => this.#answer(step.id, question), tell: () => {} };
  }

  async #answer(step: string, question: Question): Promise<string | Unanswered> {
    // The word alone gives no reason; one that is given stands behind it.
    if (this.#aborting) {
      this.#aborting = false;
      return '';
    }
    const answer = await this.#peek(step);
    if (answer === undefined || answer.type === 'fill') return this.#stop(step, question);
    this.#remaining.get(step)?.shift();
    if (answer.type === 'line') {
      this.#aborting = readAnswerWord(answer.text.trim()) === 'abort';
      this.#given = { step, question: question.text, line: answer.text };
      return answer.text;
    }
    this.#typed = answer.code;
    return 'shell';
  }

  /** The next answer of a step; what the operator does elsewhere before it is done. */
  async #peek(step: string): Promise<Exclude<ScriptedAnswer, { type: 'elsewhere' }> | undefined> {
    const answers = this.#remaining.get(step) ?? [];
    for (;;) {
      const [answer] = answers;
      if (answer?.type !== 'elsewhere') return answer;
      answers.shift();
      await this.#act(answer.code);
    }
  }

  #stop(step: string, { text, choices }: Question): Unanswered {
    const given = this.#given;
    const refused = given?.step === step && given.question === text ? given.line : null;
    this.open ??= { step, question: text, choices, refused };
    return left;
  }
}
