import { execFile, execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, vi } from 'vitest';
import type { Project } from './project.ts';

const patience = { timeout: 30_000, interval: 20 };

/** Makes `cat hold` wait in the project's directory until it is let go. */
export function hold(project: Project): void {
  execFileSync('mkfifo', [join(project.directory, 'hold')]);
}

/** Resolves once a block waits there. */
export async function held(project: Project): Promise<void> {
  await vi.waitFor(() => expect(project.processes().join('\n')).toMatch(/ cat hold$/m), patience);
}

/** Lets the one that waits there go on. Resolves when it was reached. */
export async function letGo(project: Project): Promise<void> {
  await promisify(execFile)('sh', ['-c', 'echo go on >hold'], { cwd: project.directory });
}

/** From now on nothing waits there. */
export function holdNoMore(project: Project): void {
  rmSync(join(project.directory, 'hold'));
  project.write('hold', 'not held\n');
}
