import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { cli, Project } from '../e2e/project.ts';
import { Terminal } from '../e2e/terminal.ts';

/** A project with `runbook` on its PATH. */
export function projectWithCommand(files: Readonly<Record<string, string>>): Project {
  const project = new Project(files);
  project.write('bin/runbook', `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(join(project.directory, 'bin/runbook'), 0o755);
  project.env.PATH = `${join(project.directory, 'bin')}:${project.env.PATH}`;
  return project;
}

function askShell(project: Project, shell: string, args: readonly string[], line = ''): readonly string[] {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    cwd: project.directory,
    env: { ...project.env, LINE: line },
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') throw new Error(`${shell}: exit ${status}\n${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

/** What bash offers where these words have been typed, the last of them in part. It is called as bash would. */
export function offersOfBash(project: Project, ...words: readonly string[]): readonly string[] {
  const script =
    'set -u; source <(runbook completion bash); COMP_WORDS=(runbook "$@"); COMP_CWORD=$#; ' +
    '_runbook runbook "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"; printf "%s\\n" "${COMPREPLY[@]}"';
  return askShell(project, 'bash', ['--norc', '-c', script, 'bash', ...words]);
}

/** What fish offers for such a line, without its descriptions. */
export function offersOfFish(project: Project, ...words: readonly string[]): readonly string[] {
  const script = 'runbook completion fish | source; complete -C "runbook $LINE"';
  const offers = askShell(project, 'fish', ['--no-config', '-c', script], words.join(' '));
  return offers.map((offer) => offer.split('\t')[0] ?? '');
}

const setUps = {
  bash: {
    args: ['--norc', '--noprofile', '-i'],
    script: 'source <(runbook completion bash); PS1="ready> "',
  },
  zsh: {
    args: ['-f', '-i'],
    script:
      'autoload -Uz compinit; compinit -u -D; source <(runbook completion zsh); setopt no_beep; PS1="ready> "',
  },
};

/** An interactive shell that completes `runbook`, at a terminal. */
export class InteractiveShell {
  readonly terminal: Terminal;

  private constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  static async start(project: Project, name: keyof typeof setUps): Promise<InteractiveShell> {
    const { args, script } = setUps[name];
    const { directory: cwd, env } = project;
    const shell = new InteractiveShell(new Terminal(name, args, { cwd, env, columns: 200 }));
    // Typed in two parts, so that only the prompt reads as one.
    shell.terminal.type(script.replace('ready>', 're""ady>'));
    await shell.terminal.waitFor(/ready> $/);
    return shell;
  }

  /** Types the beginning of a line and Tab, and waits until the line reads so. */
  async complete(typed: string, completed: string): Promise<void> {
    const { terminal } = this;
    terminal.send(`${typed}\t`);
    await terminal.waitForScreen(new RegExp(`ready> ${completed.replace('.', '\\.')}$`));
    // A fresh line.
    terminal.send('\x15');
    await terminal.waitForScreen(/ready>$/);
  }

  async end(): Promise<void> {
    this.terminal.send('\x15');
    this.terminal.type('exit');
    await this.terminal.exit();
  }
}
