import { baseName } from '../calls/base-name.ts';
import type { Redirect, ShellCommand } from '../tree/shell-command.ts';
import { unknownText, type Word } from '../tree/word.ts';
import { judgeProgram } from './inline-programs.ts';
import { findTool } from './known-commands.ts';
import { type Judgement, judgeCall } from './known-tool.ts';
import { worstOf } from './severity.ts';

const readsOnly: Judgement = { effect: 'reads', why: '' };

/** What flags mean to commands of which nothing is known: scripts, above all. */
const telling: readonly {
  readonly flag: RegExp;
  readonly effect: 'mutates' | 'destroys';
  readonly why: string;
}[] = [
  { flag: /^--(delete|destroy|purge|wipe|prune)(=|$)/, effect: 'destroys', why: 'is told to delete' },
  { flag: /^--apply(=|$)/, effect: 'mutates', why: 'applies changes: it is called with --apply' },
  { flag: /^--force(=|$)/, effect: 'mutates', why: 'is called with --force' },
  {
    flag: /^--(execute|commit|no-dry-run|write|fix|in-place)(=(yes|true))?$/,
    effect: 'mutates',
    why: 'is told to change something',
  },
];

/** Judges a command by its words, not by its redirections or the functions of the session. */
export function judgeCommand(command: ShellCommand): Judgement {
  if (command.opaque !== null) return { effect: 'opaque', why: command.opaque };
  if (command.carries) return readsOnly;
  const program = judgeProgram(command);
  if (program !== null) return program;
  const flags = judgeFlags(command);
  const name = baseName(command.words[0]);
  const tool = name === null ? null : findTool(name);
  const call = tool === null ? null : judgeCall(tool, command.words);
  if (flags === null || tool?.runsFiles) return worstOf([flags ?? readsOnly, call ?? readsOnly]) ?? readsOnly;
  return isScript(command) ? flags : (call ?? flags);
}

/** A file of the project may be named like a tool and do something else. */
function isScript({ words, script }: ShellCommand): boolean {
  const path = words[0]?.literal ?? '';
  return script || (path.includes('/') && !/^\/(usr\/(local\/)?|snap\/)?s?bin\//.test(path));
}

/** What stands behind `--` counts too: who passes it on is not known. */
function judgeFlags({ words }: ShellCommand): Judgement | null {
  return telling.find(({ flag }) => words.slice(1).some(({ shape }) => flag.test(shape))) ?? null;
}

/** Judges where a redirection leads: devices that keep nothing and other descriptors are no files. */
export function judgeRedirect({ operator, target }: Redirect, { words }: ShellCommand): Judgement {
  const { shape } = target;
  if (!operator.includes('>')) return readsOnly;
  if (operator === '>&' && /^(\d+-?|-)$/.test(shape)) return readsOnly;
  if (/^[<>]\(/.test(target.text)) return readsOnly;
  // That a connection can be opened is a question; what is printed into it is sent.
  if (/^\/dev\/(?:tcp|udp)\//.test(shape) && !opensOnly(words))
    return { effect: 'mutates', why: 'sends data to a server' };
  if (/^\/dev\/(null|zero|full|tty|stdout|stderr|fd\/\d+|tcp\/.*|udp\/.*)$/s.test(shape)) return readsOnly;
  if (/^\/dev\/(?!shm\/|mqueue\/)/.test(shape)) return { effect: 'destroys', why: 'overwrites a device' };
  return { effect: 'mutates', why: `writes to ${shape.includes(unknownText) ? target.text : shape}` };
}

function opensOnly(words: readonly Word[]): boolean {
  const name = baseName(words[0]);
  return (
    words.length === 0 || /^(?::|true|exec)$/.test(name ?? '') || (name === 'echo' && words.length === 1)
  );
}
