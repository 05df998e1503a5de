// What others take for the same work: node bench/peers.mjs [blocks] [rounds]
// Tools that run or test what stands in documents, each with the same blocks in its own form, in turns: a document of ten
// blocks, one of many whose blocks share the shell's state, and finding a block in two hundred documents. They are installed
// from npm, PyPI, crates.io and the Go proxy into a folder of their own; what is not to be had is left out with a line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, ms, table, timeCommand, timeInTurns, times } from './measure.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const blocks = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'runbook-peers-'));
const tools = join(folder, 'tools');
mkdirSync(tools);

/** Installs a tool, and gives the file that it then is; `null`: it could not be had. */
function install(name, file, command, args, env = {}) {
  const options = { cwd: tools, encoding: 'utf8', env: { ...process.env, ...env } };
  const { status, stderr, error } = spawnSync(command, args, options);
  if (status === 0 && existsSync(join(tools, file))) return join(tools, file);
  const why = (error?.message ?? stderr).trim().split('\n').at(-1);
  console.log(`${name} could not be installed, and is left out: ${why}`);
  return null;
}

/** pip leaves out the programs of a package where another one has put some: each has a folder of its own. */
const pip = (name, version) => [
  '-m',
  'pip',
  'install',
  '--quiet',
  '--target',
  join(tools, name),
  `${name}==${version}`,
];
const npm = ['install', '--no-audit', '--no-fund', '--prefix', tools];
const installed = {
  bats: install('bats', 'node_modules/bats/bin/bats', 'npm', [...npm, 'bats@1.13.0']),
  cram: install('cram', 'cram/bin/cram', 'python3', pip('cram', '0.7')),
  byexample: install('byexample', 'byexample/bin/byexample', 'python3', pip('byexample', '11.0.0')),
  scrut: install('scrut', 'bin/scrut', 'cargo', ['install', '--quiet', '--root', tools, 'scrut@0.4.3']),
  runme: install('runme', 'bin/runme', 'go', ['install', 'github.com/stateful/runme/v3@v3.16.3'], {
    GOBIN: join(tools, 'bin'),
  }),
};

/** Each block sets a variable of the session, and prints it. */
const codeOf = (n) => [`X=${n}`, 'echo "block $X"'];
const prompted = (n, prompt) => codeOf(n).map((line) => `${prompt}${line}`);
const forms = {
  bash: ['sh', (n) => `${codeOf(n).join('\n')}\n`],
  runbook: [
    'md',
    (n) => `## Block ${n}\n\n\`\`\`bash readonly expect="1 block line"\n${codeOf(n).join('\n')}\n\`\`\`\n\n`,
    '---\nrunbook: NAME\n---\n\n# Bench\n\n',
  ],
  cram: ['t', (n) => `${prompted(n, '  $ ').join('\n')}\n  block ${n}\n\n`],
  byexample: ['md', (n) => `\`\`\`shell\n${prompted(n, '$ ').join('\n')}\nblock ${n}\n\n\`\`\`\n\n`],
  scrut: ['md', (n) => `## Block ${n}\n\n\`\`\`scrut\n$ ${codeOf(n).join(' && ')}\nblock ${n}\n\`\`\`\n\n`],
  bats: ['bats', (n) => `@test "block ${n}" {\n${codeOf(n).join('\n')} | grep -qx "block ${n}"\n}\n`],
  runme: ['md', (n) => `\`\`\`sh {"name":"block-${n}"}\n${codeOf(n).join('\n')}\n\`\`\`\n\n`],
};

function writeForm(tool, count, name) {
  const [ending, form, head = ''] = forms[tool];
  const root = join(folder, tool);
  const path = join(root, tool === 'runbook' ? 'runbooks' : '', `${name}.${ending}`);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, head.replace('NAME', name) + Array.from({ length: count }, (_, n) => form(n)).join(''));
  return path;
}

/** How each runs a document, and what it does not do of what `runbook run` does in that time. */
const runs = {
  bash: {
    args: (path) => ['bash', path],
    lacks: 'stops at no failure, expects nothing, keeps nothing',
  },
  runbook: {
    args: (_, name) => [process.execPath, cli, 'run', name, '--no-input'],
    lacks: '',
  },
  cram: {
    args: (path) => ['python3', installed.cram, '--shell=bash', path],
    lacks: 'one script for the whole file, compared at its end: stops at no failure, keeps nothing',
  },
  byexample: {
    args: (path) => ['python3', installed.byexample, '-q', '-l', 'shell', path],
    lacks: 'stops at no failure, keeps nothing',
  },
  scrut: {
    args: (path) => [installed.scrut, 'test', path],
    lacks: 'stops at no failure, keeps nothing; the state is dumped to a file and read again',
  },
  bats: {
    args: (path) => [installed.bats, path],
    lacks: 'a process a test: shares no state; keeps nothing',
  },
  runme: {
    args: (path) => [installed.runme, 'run', '--all', '--skip-prompts', '--filename', path],
    lacks: 'shares exported variables only, expects nothing, keeps nothing',
  },
};

const present = Object.keys(runs).filter((tool) => installed[tool] !== null);
const env = {
  ...process.env,
  PYTHONPATH: ['cram', 'byexample'].map((name) => join(tools, name)).join(':'),
  NO_COLOR: '1',
};

function compare(what, count) {
  const name = `blocks-${count}`;
  const tasks = present.map((tool) => {
    const path = writeForm(tool, count, name);
    const [file, ...args] = runs[tool].args(path, name);
    const run = () => timeCommand(file, args, { cwd: join(folder, tool), env });
    run();
    return { name: tool, run };
  });
  const took = timeInTurns(tasks, rounds);
  const own = took.get('runbook').median;
  const rows = present.map((tool) => {
    const { median, min, max } = took.get(tool);
    return [
      tool,
      ms(median),
      `${ms(min)}–${ms(max)}`,
      ms(median / count),
      times(median / own),
      runs[tool].lacks,
    ];
  });
  console.log(`\n${what}, medians of ${rounds} rounds in one run (${machine()})\n`);
  console.log(
    table([['tool', 'ms', 'min–max', 'ms a block', 'beside runbook', 'what it does not do'], ...rows]),
  );
}

/** Of the others only runme looks for a block in a folder of documents. */
function find() {
  const root = join(folder, 'runbook');
  const command = (...args) => ({
    name: `runbook ${args.join(' ')}`,
    run: () => timeCommand(process.execPath, [cli, ...args], { cwd: root, env }),
  });
  for (let at = 0; at < 200; at += 1) writeForm('runbook', 10, `document-${at}`);
  mkdirSync(join(root, '.runbook'), { recursive: true });
  const tasks = [
    command('list', '--no-cache'),
    command('list'),
    command('show', 'document-137', '--no-cache'),
    command('show', 'document-137'),
  ];
  if (installed.runme !== null) {
    for (let at = 0; at < 200; at += 1) writeForm('runme', 10, `document-${at}`);
    const cwd = join(folder, 'runme');
    tasks.push({ name: 'runme list', run: () => timeCommand(installed.runme, ['list'], { cwd, env }) });
  }
  for (const { run } of tasks) run();
  const took = timeInTurns(tasks, rounds);
  const rows = tasks.map(({ name }) => {
    const { median, min, max } = took.get(name);
    return [`\`${name}\``, ms(median), `${ms(min)}–${ms(max)}`];
  });
  console.log(`\nTwo hundred documents of ten blocks, medians of ${rounds} rounds\n`);
  console.log(table([['command', 'ms', 'min–max'], ...rows]));
}

try {
  for (const tool of present) mkdirSync(join(folder, tool), { recursive: true });
  writeFileSync(join(folder, 'runbook/runbook.config.yaml'), 'runbooks: runbooks\n');
  compare('A document of ten blocks', 10);
  compare(`${blocks} blocks that share the state of the shell`, blocks);
  find();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
