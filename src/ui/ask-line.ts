import { PassThrough, Writable } from 'node:stream';
import prompts from 'prompts';
import type { Unanswered } from '../run/answers.ts';
import { drawLine } from './draw-line.ts';
import { LineFilter } from './line-filter.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds after which an escape byte was the key, not the beginning of a sequence. */
const escapeTime = 100;

export interface LineRequest {
  readonly terminal: Terminal;
  /** What stands before the input, on its row; visible text and colours. */
  readonly lead: { readonly text: string; readonly width: number };
  /** What is typed does not appear, not even its length. */
  readonly hidden?: boolean;
  /** Aborted when the terminal or the run goes away. */
  readonly signal: AbortSignal;
}

/**
 * Reads one line typed by a human after this was called. Leaves the terminal as it was on every path.
 * `prompts` edits the line; its input is filtered and its drawing replaced, because it would take what follows
 * the line's end into the line, and would draw over what stands above when the terminal is resized.
 */
export async function askLine(request: LineRequest): Promise<string | Unanswered> {
  const { terminal, signal } = request;
  const keyboard = new PassThrough();
  const state: { end: Unanswered['reason'] | 'line' } = { end: 'hang-up' };
  const stop = (reason: Unanswered['reason'] | 'line') => {
    state.end = reason;
    keyboard.write(reason === 'line' ? '\r' : '\x03');
  };
  const hangUp = () => stop('hang-up');
  const row = drawLine(terminal, request.lead);
  const continued = () => {
    attempt(() => terminal.retake());
    terminal.write(pasteMarks.on);
    row.redraw();
  };
  // What a terminal does by itself where keys are not read one by one.
  const suspend = () => {
    terminal.write(`${pasteMarks.off}\n`);
    attempt(() => terminal.suspend());
    continued();
  };
  const filter = new LineFilter((input) => keyboard.write(input), stop, suspend);
  const timer = escapeTimer(filter);
  try {
    if (signal.aborted) return { type: 'unanswered', reason: 'hang-up' };
    terminal.listen((input) => {
      filter.take(input);
      timer.restart();
    }, hangUp);
    signal.addEventListener('abort', hangUp);
    process.on('SIGCONT', continued);
    const line = await edit(keyboard, row, request);
    return state.end === 'line' ? line : { type: 'unanswered', reason: state.end };
  } catch {
    return { type: 'unanswered', reason: 'hang-up' };
  } finally {
    signal.removeEventListener('abort', hangUp);
    process.removeListener('SIGCONT', continued);
    timer.stop();
    attempt(() => terminal.release());
  }
}

type Row = ReturnType<typeof drawLine>;

const pasteMarks = { on: '\x1b[?2004h', off: '\x1b[?2004l' };

async function edit(keyboard: PassThrough, row: Row, { terminal, hidden }: LineRequest): Promise<string> {
  const resized = () => row.resize();
  process.on('SIGWINCH', resized);
  terminal.write(pasteMarks.on);
  try {
    const { line } = await prompts({
      type: 'text',
      name: 'line',
      message: '',
      stdin: keyboard,
      stdout: nowhere(),
      onRender(this: { value: string; cursor: number }) {
        keepWhole(this);
        row.draw(hidden === true ? nothingTyped : this);
      },
    } as prompts.PromptObject<'line'>);
    return typeof line === 'string' ? line : '';
  } finally {
    process.removeListener('SIGWINCH', resized);
    terminal.write(`${pasteMarks.off}\n`);
  }
}

const nothingTyped = { value: '', cursor: 0 };

/** `prompts` counts UTF-16 units: puts the cursor behind a pair, and takes away what is left of a halved one. */
function keepWhole(line: { value: string; cursor: number }): void {
  const behind = line.value.charCodeAt(line.cursor);
  if (line.cursor > 0 && behind >= 0xdc00 && behind <= 0xdfff) line.cursor += 1;
  const whole = line.value.replace(/\p{Cs}/gu, '');
  if (whole === line.value) return;
  line.value = whole;
  line.cursor = Math.min(line.cursor, whole.length);
}

/** A terminal that has vanished has no mode to be set. */
function attempt(doIt: () => void): void {
  try {
    doIt();
  } catch {
    // It says so by itself, as the end of its input.
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function escapeTimer(filter: LineFilter) {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart() {
      clearTimeout(timer);
      if (filter.holdsEscape) timer = setTimeout(() => filter.escape(), escapeTime);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
