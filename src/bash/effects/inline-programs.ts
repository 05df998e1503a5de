import { baseName } from '../calls/base-name.ts';
import { type OptionSyntax, splitArguments } from '../calls/options.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { unknownText } from '../tree/word.ts';
import type { Judgement } from './known-tool.ts';
import { awkWrites, pythonIsUnclear, sedWrites } from './program-text.ts';

/** A command that takes a program in another language than the shell's, and what gives a mutation away in it. */
interface ProgramTaker extends OptionSyntax {
  readonly names: string;
  /** Options whose value is the program; none: the first operand is. */
  readonly program: string;
  /** Without such an option, standard input is the program. */
  readonly stdin: boolean;
  /** What it reads elsewhere than in the code is a program too. */
  readonly reads?: boolean;
  /** Whether it cannot be told what the program does. */
  readonly unclear?: (program: string) => boolean;
  readonly destroys: RegExp;
  readonly mutates: RegExp | ((program: string) => boolean);
}

/**
 * Inline programs are the author's word that they only read (`... | python3 -c 'import json ...'`): these
 * patterns catch what plainly does not.
 */
const takers: readonly ProgramTaker[] = [
  {
    names: 'python python2 python3',
    valued: '-c -W -X',
    program: '-c',
    stdin: true,
    unclear: pythonIsUnclear,
    destroys: /\b(os\.(remove|unlink|rmdir|removedirs)|shutil\.rmtree|\.unlink|\.rmdir)\s*\(/,
    mutates:
      /\bfrom\s+(os|subprocess|shutil|pty)\s+import\b|\b__import__\b|\bimportlib\b|\b(?<!\.)(exec|eval)\s*\(|\b(os\.(system|popen|exec\w*|spawn\w*|rename|replace|mkdir|makedirs|kill|chmod|chown|symlink|link|truncate)|subprocess\.\w+|shutil\.(copy\w*|move|chown)|requests\.(post|put|patch|delete)|\.write_(text|bytes))\s*\(|\bopen\s*\([^()]*,\s*(mode\s*=\s*)?['"][rbt]*[wax+]/,
  },
  {
    names: 'perl ruby',
    valued: '-e -E -I -M -m -r -F',
    program: '-e -E',
    stdin: true,
    destroys: /\b(unlink|rmdir|rmtree|remove_tree|File\.delete|FileUtils\.rm\w*)\b/,
    mutates:
      /`[^`]+`|\b(qx|readpipe|IO\.popen|%x)\b|\b(system|exec|rename|mkdir|chmod|chown|kill)\b\s*[("']|\bopen\b[^;]*['"]\s*[+]?>|\bFile\.write\b/,
  },
  {
    names: 'node',
    valued: '-e -p -r --eval --print',
    program: '-e -p --eval --print',
    stdin: true,
    destroys: /\b(rm|rmdir|unlink|truncate)(Sync)?\s*\(/,
    mutates:
      /\bchild_process\b|\b(writeFile|appendFile|mkdir|rename|copyFile|cp|symlink|chmod|chown)(Sync)?\s*\(|\bprocess\.kill\b/,
  },
  {
    names: 'awk gawk mawk nawk',
    valued: '-v -F -f -i --assign --field-separator --file',
    program: '',
    stdin: false,
    destroys: /\bsystem\s*\(\s*"[^"]*\brm\b/,
    mutates: awkWrites,
  },
  {
    names: 'sed gsed',
    valued: '-e -f -l --expression --file --line-length',
    program: '-e --expression',
    stdin: false,
    destroys: /(?!)/,
    mutates: sedWrites,
  },
  {
    names: 'php lua luajit tclsh expect',
    valued: '-r -e -c -f -d',
    program: '-r -e -c',
    stdin: true,
    destroys: /\b(unlink|rmdir|os\.remove)\b/,
    mutates:
      /\b(system|exec|shell_exec|passthru|popen|proc_open|file_put_contents|execute|rename|mkdir|spawn)\b|`[^`]+`/,
  },
  {
    names: 'psql mysql mariadb sqlite3',
    valued:
      '-c -e -h -U -d -p -u -P -f -D --command --execute --host --user --dbname --database --port --file',
    program: '-c -e --command --execute',
    stdin: true,
    reads: true,
    destroys: /\b(drop|truncate|delete\s+from)\b/i,
    mutates:
      /\b(insert|update|alter|create|grant|revoke|replace|merge|call|set\s+(global|password)|into\s+(out|dump)file|load\s+data|pg_terminate_backend|pg_reload_conf|copy\b[^;]*\b(to|from))\b|\\(?:!|(?:copy|o|out|w|i|ir|include)\b)|^\s*\.(?:shell|system|output|once|import|save|backup|restore|read|clone)\b/im,
  },
];

/** Judges the program that a command carries in another language; `null`: it carries none that gives itself away. */
export function judgeProgram(command: ShellCommand): Judgement | null {
  const name = baseName(command.words[0]);
  const taker = name === null ? undefined : takers.find(({ names }) => names.split(' ').includes(name));
  if (taker === undefined) return null;
  const programs = programsOf(taker, command);
  if (programs.length === 0 && taker.reads === true && isFed(command))
    return { effect: 'opaque', why: 'runs the statements that it reads' };
  if (programs.some((text) => text.trim() === unknownText))
    return { effect: 'opaque', why: 'runs a program that is known only when it runs' };
  const program = programs.join('\n');
  if (taker.destroys.test(program)) return { effect: 'destroys', why: 'holds a program that deletes' };
  const { mutates } = taker;
  if (typeof mutates === 'function' ? mutates(program) : mutates.test(program))
    return { effect: 'mutates', why: 'holds a program that changes something' };
  if (taker.unclear?.(program)) return { effect: 'opaque', why: 'holds a program that cannot be followed' };
  return null;
}

function isFed({ input }: ShellCommand): boolean {
  return input?.type === 'pipe' || (input?.type === 'file' && input.file.literal !== '/dev/null');
}

function programsOf(taker: ProgramTaker, { words, input }: ShellCommand): readonly string[] {
  const { options, operands } = splitArguments(words, taker);
  const given = options
    .filter(({ name }) => taker.program.split(' ').includes(name))
    .map(({ value }) => value?.shape ?? '');
  if (given.length > 0) return given;
  // With `-f`, the program is in a file, and the first operand is what it reads.
  const elsewhere = options.some(({ name }) => name === '-f' || name === '--file');
  if (!taker.stdin) return elsewhere ? [] : operands.slice(0, 1).map(({ shape }) => shape);
  const fed = input?.type === 'text' ? [input.text.shape] : [];
  return [
    ...fed,
    ...(baseName(words[0]) === 'sqlite3' ? operands.slice(1, 2).map(({ shape }) => shape) : []),
  ];
}
