import { hostname, userInfo } from 'node:os';
import { expect } from 'vitest';
import { readGate } from './gate-text.ts';
import type { Project } from './project.ts';
import type { Terminal } from './terminal.ts';
import type { Stop } from './walk-stops.ts';

interface Plan {
  readonly target: string;
  readonly steps: readonly { readonly id: string; readonly source: string }[];
}

/** Somebody who goes through a runbook at a terminal and reads what stands there. */
export class Walk {
  readonly terminal: Terminal;
  readonly #project: Project;
  readonly #target: string;
  readonly #sources: ReadonlyMap<string, string>;

  private constructor(project: Project, plan: Plan, terminal: Terminal) {
    this.terminal = terminal;
    this.#project = project;
    this.#target = plan.target;
    this.#sources = new Map(plan.steps.map(({ id, source }) => [id, source]));
  }

  /** `name` is the runbook that runs at the terminal. */
  static async begin(project: Project, name: string, terminal: Terminal): Promise<Walk> {
    const { stdout } = await project.run(['show', name, '--json']);
    return new Walk(project, JSON.parse(stdout), terminal);
  }

  async pass(stop: Stop): Promise<void> {
    await this.meet(stop);
    this.terminal.type(stop.answer);
  }

  /** Waits for the stop, and holds it against what it has to show. */
  async meet({ step, kind, answer, reads, changes }: Stop): Promise<void> {
    const shown = await this.terminal.question(questionOf(step, kind, answer));
    if (kind === 'confirm') return;
    const gate = readGate(shown, step);
    if (kind !== 'checkpoint') expect(gate.command).toBe(this.#sources.get(step));
    expect(gate.reads).toEqual(reads);
    const { directory } = this.#project;
    const target = this.#target.replace(/^[^@]+/, changes);
    const where = `${hostname().split('.')[0]}:${directory} as ${userInfo().username}, target ${target}`;
    expect(gate.facts.get('where')).toBe(where);
    expect(gate.facts.get('since')).toContain('✓');
  }

  /** It ends well, and its journal is whole up to the head that was printed. */
  async finish(): Promise<void> {
    expect(await this.terminal.exit()).toBe(0);
    const text = this.terminal.text();
    expect(text).toMatch(/✓ DONE {2}\d+ passed/);
    const run = /^ {2}run +(\S+)$/m.exec(text)?.[1] ?? '';
    const head = /^ {2}head +(\S+)$/m.exec(text)?.[1] ?? '';
    const verified = await this.#project.run(['verify', run, '--head', head]);
    expect(verified).toMatchObject({ exit: 0, stderr: '' });
    expect(verified.stdout).toContain(`${run}  intact`);
    expect(this.#project.processes().filter((line) => line.includes(run))).toEqual([]);
  }
}

function questionOf(step: string, kind: Stop['kind'], answer: string): RegExp {
  const id = literally(step);
  const phrase = `Type {2}${literally(answer)} {2}to run\\s+${id}\\s`;
  const gate = answer === 'y' ? `Run ${id}\\?` : phrase;
  return new RegExp(
    {
      gate,
      confirm: `${id}: does this hold\\?`,
      checkpoint: `Go on past ${id}\\?`,
      manual: 'Do this elsewhere',
    }[kind],
  );
}

/** A pattern for this very text, wherever a narrow screen breaks it. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(' ', '\\s+');
}
