import { baseName } from '../bash/calls/base-name.ts';
import { builtins, reservedWords } from '../bash/calls/builtins.ts';
import { judgeProgram } from '../bash/effects/inline-programs.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import type { Word } from '../bash/tree/word.ts';
import { reservedByWords } from './reserved-assignments.ts';
import { writesOutside } from './writes-outside.ts';

/** What a command may be, where it stands. */
export interface Known {
  /** Names of stand-ins, listed tools and functions. */
  readonly names: ReadonlySet<string>;
  /** What a variable holds that is only ever given plain words in the same code. */
  values(name: string): readonly string[];
  /** Whether the word names a script of the copy. */
  isScript(word: Word): boolean;
  /** The interpreter that such a script names in its first line, as written there; `null`: none. */
  interpreterOf(word: Word): string | null;
  /** Absolute directory of the private copy. */
  readonly root: string;
}

/** Ways in which one command could reach what is real; empty: none is known. */
export function checkCommand(command: ShellCommand, known: Known): readonly string[] {
  const { outer, where, redirects } = command;
  const outerNames = outer.flatMap(([word]) => (word === undefined ? [] : checkName(word, known)));
  const program = /^(?:g|m|n)?(?:awk|sed)$/.test(baseName(command.words[0]) ?? '')
    ? judgeProgram(command)
    : null;
  const inner =
    where === 'remote'
      ? []
      : [...checkOwn(command, known), ...writesOutside(command.words, redirects, known.root)];
  const assigned = reservedByWords(command);
  return [
    ...outerNames,
    ...inner,
    ...(assigned === null ? [] : [assigned]),
    ...[...outer, command.words].flatMap(emptiesEnvironment),
    ...(program === null ? [] : ['holds a program that may run or write something else']),
  ];
}

function checkOwn(command: ShellCommand, known: Known): readonly string[] {
  const { words, script, through } = command;
  const [word] = words;
  if (script && word !== undefined) return checkScript(word, through.at(-1) ?? '', known);
  const values = valuesOf(word, known);
  if (values !== null) return values.flatMap((value) => checkText(value, known));
  if (command.opaque !== null) return [`${command.opaque}; write out what it runs`];
  return word === undefined ? [] : checkName(word, known);
}

/** `$apply`, where the code gives it nothing but plain words. */
function valuesOf(word: Word | undefined, { values }: Known): readonly string[] | null {
  const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(word?.text ?? '')?.[1];
  const found = name === undefined ? [] : values(name);
  return found.length === 0 ? null : found;
}

const shells = new Set(['bash', 'sh', 'dash', 'source', '.']);

function checkScript(word: Word, interpreter: string, known: Known): readonly string[] {
  const { literal, text } = word;
  if (literal !== null && /^[/~]/.test(literal)) return [absolute(literal)];
  if (!shells.has(interpreter) || known.isScript(word)) return [];
  if (literal === null)
    return [`runs the script ${text}, whose path is known only when it runs; write it out`];
  return [missingScript(literal)];
}

function checkName(word: Word, known: Known): readonly string[] {
  const { literal, text } = word;
  if (known.isScript(word)) return checkInterpreter(known.interpreterOf(word), known);
  if (literal === null) return [`starts ${text}, which is known only when it runs; write it out`];
  return literal.includes('/') && !/^[/~]/.test(literal)
    ? [missingScript(literal)]
    : checkText(literal, known);
}

/** A script that is started by its path brings its interpreter along. */
function checkInterpreter(interpreter: string | null, known: Known): readonly string[] {
  if (interpreter === null || /^\/(?:usr\/)?bin\/(?:ba|da)?sh$/.test(interpreter)) return [];
  return checkText(interpreter, known);
}

function checkText(name: string, known: Known): readonly string[] {
  if (/^[/~]/.test(name)) return [absolute(name)];
  if (name === '' || builtins.has(name) || reservedWords.has(name) || known.names.has(name)) return [];
  if (/^(?:sudo|doas|ssh|su|pkexec)$/.test(name))
    return [`\`${name}\` has no stand-in; a rehearsal never starts the real one`];
  return [
    `\`${name}\` is no stand-in, no listed tool and no script of the copy; give it a stand-in, or list it under \`tools\` if it can do no harm`,
  ];
}

function absolute(path: string): string {
  return `\`${path}\` is an absolute path, which leads past the stand-ins; name the command alone`;
}

function missingScript(path: string): string {
  return `\`${path}\` is no script of the copy; list it under \`files\``;
}

/** Without an environment, or with that of a login, commands are looked for where the system says. */
function emptiesEnvironment(words: readonly Word[]): readonly string[] {
  const name = baseName(words[0]);
  const options = words.slice(1).map(({ shape }) => shape);
  const has = (pattern: RegExp) => options.some((option) => pattern.test(option));
  const says = (what: string) => [`${what}, and real commands would be found; leave that out`];
  if (name === 'env' && has(/^(?:-|-[a-zA-Z0]*i.*|--ignore-env.*)$|^(?:-u|--unset=?)\s*PATH$/))
    return says('empties the environment');
  if (
    name === 'env' &&
    options.some((option, at) => /^(?:-u|--unset)$/.test(option) && options[at + 1] === 'PATH')
  )
    return says('takes PATH away');
  if (name === 'exec' && has(/^-[al]*[cl]/)) return says('empties the environment or starts a login');
  if (name === 'command' && has(/^-[vV]*p/)) return says('`command -p` looks where the system says');
  if (name === 'hash' && has(/^-[a-z]*p/)) return says('`hash -p` leads past PATH');
  if (name === 'enable' && has(/^-[a-z]*f/)) return says('`enable -f` loads code');
  if (
    (name === 'bash' || name === 'sh') &&
    has(/^(?:-[a-zA-Z]*[il][a-zA-Z]*|--login|--rcfile.*|--init-file.*)$/)
  )
    return says('starts a shell that reads its own files first');
  if (/^(?:g|m|n)?(?:awk|sed)$/.test(name ?? '') && has(/^(?:-[a-zE-Z]*f.*|--file.*)$/))
    return ['takes its program from a file, which is not read; write it out'];
  if ((name === 'mapfile' || name === 'readarray') && has(/^-[a-zA-Z]*C/))
    return ['calls back what another option names; leave that out'];
  if (name === 'sort' && has(/^--comp/)) return says('starts a program of its own');
  return [];
}
