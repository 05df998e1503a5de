import { expect, onTestFinished } from 'vitest';
import { Project } from './project.ts';

/**
 * A project that is removed when the test is over, which must have left no process of it behind. One that was left
 * is ended all the same, so that it troubles no other test.
 */
export function makeProject(files: Readonly<Record<string, string>> = {}): Project {
  const project = new Project(files);
  onTestFinished(({ task }) => {
    const left = project.processes();
    for (const line of left) endProcess(Number.parseInt(line, 10));
    project.remove();
    if (task.result?.state !== 'fail') expect(left).toEqual([]);
  });
  return project;
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
