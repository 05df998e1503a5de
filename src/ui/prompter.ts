import type { Input } from '../model/input.ts';
import type { GateAnswer, Unanswered } from '../run/answers.ts';
import type { GateView, Prompter } from '../run/ports.ts';
import { askLine } from './ask-line.ts';
import { askItem, askRollback, askValues } from './flow-dialogues.ts';
import { renderChecklist, renderFill, renderRollback } from './flow-views.ts';
import { wrapWords } from './fold-text.ts';
import { askGate } from './gate-dialogue.ts';
import { renderGate } from './gate-view.ts';
import { askForInput, type RefuseText } from './input-dialogue.ts';
import type { Introduction } from './introduction.ts';
import { askConfirmation, askPassOver, askRemedy, askSettlement } from './other-dialogues.ts';
import {
  type Particular,
  renderNotice,
  renderPassOver,
  renderRecalled,
  renderSettlement,
} from './other-views.ts';
import { askToResume, askWhichRun, type OfferAnswer } from './resume-dialogues.ts';
import { type Choice, renderChoices } from './resume-views.ts';
import type { Style } from './style.ts';
import type { Question, Talk } from './talk.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { textWidth } from './text-width.ts';

export interface PrompterOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-input` was given. */
  readonly noInput: boolean;
  readonly style: Style;
  /** Gives what is aborted when the terminal hangs up or the run is told to stop: ends a question unanswered. */
  signal(): AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Drawn above the first thing that is drawn; none: nothing is. */
  readonly introduction?: Introduction | null;
  /** Awaited before anything is drawn: what was printed elsewhere (through `tee`) gets to the screen first. */
  beforeDrawing?(): Promise<void>;
}

/** A prompter at the controlling terminal; also asks for a name where the account is shared. */
export interface TerminalPrompter extends Prompter {
  /** `null`: none was given. */
  askName(account: string): Promise<string | null | Unanswered>;
  /** The value of an input, one that `refuse` has nothing against. */
  askInput(input: Input, refuse: RefuseText): Promise<string | Unanswered>;
  /** The value of a secret, typed unseen; `null`: none. */
  askSecret(name: string): Promise<string | null | Unanswered>;
  /** Says `about` with its rows, then asks for a plain yes or no. */
  consent(about: string, rows: readonly Particular[], question: string): Promise<boolean | Unanswered>;
  /** Says `about` with its rows, then asks what is to become of that unfinished run. */
  offer(about: string, rows: readonly Particular[], run: string): Promise<OfferAnswer | Unanswered>;
  /** Which of several runs goes on, as an index; `null`: none. `rest` says what is not among them. */
  chooseRun(
    about: string,
    choices: readonly Choice[],
    rest: string | null,
  ): Promise<number | null | Unanswered>;
}

/** Why nobody can be asked, known before anything is drawn; `null`: there is a terminal and asking is allowed. */
export function refuseToAsk(options: {
  readonly env: PrompterOptions['env'];
  readonly noInput: boolean;
}): Unanswered['reason'] | null {
  if (options.noInput) return 'no-input';
  if (isSet(options.env.CI)) return 'ci';
  const terminal = openTerminal();
  terminal?.close();
  return terminal === null ? 'no-terminal' : null;
}

function isSet(ci: string | undefined): boolean {
  return ci !== undefined && !['', '0', 'false'].includes(ci.toLowerCase());
}

/** Milliseconds without a question after which the bell rings: the operator may be looking elsewhere. */
const longWait = 10_000;

/** Asks at /dev/tty, whatever stdin and stdout are. Opens it for each question and lets it go in between. */
export function createPrompter(options: PrompterOptions): TerminalPrompter {
  const { style, introduction = null } = options;
  const refusal = refuseToAsk(options);
  const introduced = (drawn: string, width: number) => introduction?.above(drawn, width, style) ?? drawn;
  let answered = options.now();
  /** The checklist that stands on the screen already. */
  let checklist: string | null = null;
  const hold = async <Answer>(
    draw: (width: number) => string,
    dialogue: (talk: Talk) => Promise<Answer>,
  ): Promise<Answer | Unanswered> => {
    if (refusal !== null) return { type: 'unanswered', reason: refusal };
    await options.beforeDrawing?.();
    const terminal = openTerminal();
    if (terminal === null || options.signal().aborted) {
      terminal?.close();
      return { type: 'unanswered', reason: 'hang-up' };
    }
    try {
      const bell = options.now() - answered > longWait ? '\x07' : '';
      const drawn = terminal.write(bell + introduced(draw(terminal.columns()), terminal.columns()));
      if (!drawn) return { type: 'unanswered', reason: 'hang-up' };
      return await dialogue(createTalk(terminal, options));
    } finally {
      answered = options.now();
      terminal.close();
    }
  };
  return {
    gate: (view: GateView): Promise<GateAnswer> =>
      hold(
        (width) => renderGate(view, width, style),
        (talk) => askGate(view, talk),
      ),
    confirm: (step, statement, output) =>
      hold(
        (width) => (output === null ? '' : renderRecalled(step, output, width, style)),
        (talk) => askConfirmation(step, statement, talk),
      ),
    remedy: (step, outcome, remedies) => hold(nothing, (talk) => askRemedy(step, outcome, remedies, talk)),
    fill: (step, names) =>
      hold(
        (width) => renderFill(step, names, width, style),
        (talk) => askValues(names, talk),
      ),
    item(step, item) {
      const isBegun = checklist === step.step.id && item.number > 1;
      checklist = step.step.id;
      return hold(
        (width) => (isBegun ? '' : renderChecklist(step, item.of, width, style)),
        (talk) => askItem(step, item, talk),
      );
    },
    rollback: (_, rollback) =>
      hold(
        (width) => renderRollback(rollback, width, style),
        (talk) => askRollback(rollback, talk),
      ),
    settle: (step, attempt, rollback) =>
      hold(
        (width) => renderSettlement(step, attempt, width, style),
        (talk) => askSettlement(step, rollback, talk),
      ),
    passOver: (steps, target) =>
      hold(
        (width) => renderPassOver(steps, width, style),
        (talk) => askPassOver(steps, target, talk),
      ),
    consent: (about, rows, question) =>
      hold(
        (width) => renderNotice(about, rows, width, style),
        (talk) => askConsent(question, talk),
      ),
    offer: (about, rows, run) =>
      hold(
        (width) => renderNotice(about, rows, width, style),
        (talk) => askToResume(run, talk),
      ),
    chooseRun: (about, choices, rest) =>
      hold(
        (width) => renderChoices(about, choices, rest, width, style),
        (talk) => askWhichRun(choices, talk),
      ),
    askInput: (input, refuse) => hold(nothing, (talk) => askForInput(input, refuse, talk)),
    askSecret: (name) => hold(nothing, (talk) => askForSecret(name, talk)),
    askName: (account) => hold(nothing, (talk) => askForName(account, talk)),
  };
}

const nothing = () => '';

async function askConsent(question: string, talk: Talk): Promise<boolean | Unanswered> {
  for (;;) {
    const answer = await talk.ask({ text: `${question}?  y/N`, choices: '(Enter: no)' });
    if (typeof answer !== 'string') return answer;
    const said = answer.trim().toLowerCase();
    if (['y', 'yes'].includes(said)) return true;
    if (['', 'n', 'no'].includes(said)) return false;
    talk.tell('That is no answer here. Say y to go on, n to leave it as it is.');
  }
}

async function askForSecret(name: string, talk: Talk): Promise<string | null | Unanswered> {
  const value = await talk.ask({
    text: `The value of ${name}; it is kept nowhere, so it is asked for again`,
    choices: '(what you type does not appear; Enter: none)',
    hidden: true,
  });
  return typeof value === 'string' ? value || null : value;
}

async function askForName(account: string, talk: Talk): Promise<string | null | Unanswered> {
  const name = await talk.ask({
    text: `Several people may use the account ${account}. Your name, for the record`,
    choices: '(Enter: none)',
  });
  return typeof name === 'string' ? name.trim() || null : name;
}

/** Room that an answer needs beside its question; with less it gets a row of its own. */
const answerRoom = 24;

function createTalk(terminal: Terminal, { style, signal }: PrompterOptions): Talk {
  return {
    ask(question) {
      const columns = terminal.columns();
      const { rows, lead } = layOut(question, columns, style);
      if (rows.length > 0 && !terminal.write(rows.map((row) => `${row}\n`).join(''))) {
        return Promise.resolve({ type: 'unanswered', reason: 'hang-up' });
      }
      return askLine({ terminal, lead, signal: signal(), hidden: question.hidden === true });
    },
    tell(sentence) {
      const rows = wrapWords(style.words(sentence), terminal.columns() - 2);
      terminal.write(rows.map((row) => `  ${style.paint('alert', row)}\n`).join(''));
    },
  };
}

/** The question in bold, the choices below it, the cursor behind them where there is room. */
function layOut({ text, choices }: Question, columns: number, style: Style) {
  const asked = wrapWords(style.code(text), columns - 2).map((row) => `  ${style.paint('strong', row)}`);
  const offered = wrapWords(style.words(choices), columns - 2).map((row) => `  ${row}`);
  const prompt = `${style.glyphs.prompt} `;
  const last = offered.at(-1) ?? '';
  if (columns - textWidth(last) < answerRoom) {
    return { rows: [...asked, ...offered], lead: { text: `  ${prompt}`, width: 4 } };
  }
  const lead = { text: `${last}  ${prompt}`, width: textWidth(last) + 4 };
  return { rows: [...asked, ...offered.slice(0, -1)], lead };
}
