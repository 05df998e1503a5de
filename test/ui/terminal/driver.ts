import { readFileSync, writeFileSync } from 'node:fs';
import type { Input } from '../../../src/model/input.ts';
import { refuseValue } from '../../../src/run/refuse-value.ts';
import { createPrompter } from '../../../src/ui/prompter.ts';
import { createStyle, speaksUtf8 } from '../../../src/ui/style.ts';

/** Runs one call of the prompter, which `argv[2]` holds as JSON; the answer goes beside it and to stdout. */
interface Call {
  readonly method:
    | 'gate'
    | 'confirm'
    | 'remedy'
    | 'settle'
    | 'passOver'
    | 'fill'
    | 'item'
    | 'rollback'
    | 'askInput'
    | 'askName'
    | 'gates';
  readonly args: readonly unknown[];
  readonly noInput?: boolean;
  /** Waits for SIGUSR1 before anything is asked. */
  readonly held?: boolean;
  /** What the clock says from call to call, milliseconds. */
  readonly clock?: readonly number[];
}

const file = process.argv[2] ?? '';
const call = JSON.parse(readFileSync(file, 'utf8')) as Call;
const hangUp = new AbortController();
process.on('SIGHUP', () => hangUp.abort());
process.on('SIGINT', () => process.stderr.write('SIGINT\n'));

const times = [...(call.clock ?? [])];
let time = 0;
const prompter = createPrompter({
  env: process.env,
  noInput: call.noInput ?? false,
  style: createStyle({ colour: false, unicode: speaksUtf8(process.env) }),
  signal: () => hangUp.signal,
  now: () => {
    time = times.shift() ?? time;
    return time;
  },
});

if (call.held) {
  const keepAlive = setInterval(() => {}, 1000);
  await new Promise<void>((resolve) => {
    process.once('SIGUSR1', resolve);
    process.stderr.write('HELD\n');
  });
  clearInterval(keepAlive);
}

/** JSON has no bytes: they are given as `{ text }`, also within a broken attempt. */
function withBytes(arg: unknown): unknown {
  if (isBytes(arg)) return Buffer.from(arg.text);
  const isAttempt = arg !== null && typeof arg === 'object' && 'output' in arg && isBytes(arg.output);
  return isAttempt ? { ...arg, output: withBytes(arg.output) } : arg;
}

function isBytes(arg: unknown): arg is { readonly text: string } {
  return arg !== null && typeof arg === 'object' && Object.keys(arg).join() === 'text';
}

const answers: unknown[] = [];
if (call.method === 'gates') {
  for (const view of call.args) answers.push(await prompter.gate(view as never));
} else {
  const args: unknown[] = call.args.map(withBytes);
  if (call.method === 'askInput') args.push((text: string) => refuseValue(args[0] as Input, text));
  answers.push(await (prompter[call.method] as (...args: readonly unknown[]) => Promise<unknown>)(...args));
}
const answer = JSON.stringify(answers.length === 1 ? answers[0] : answers);
writeFileSync(`${file}.answer`, answer);
process.stdout.on('error', () => {});
process.stdout.write(`ANSWER ${answer}\n`);
