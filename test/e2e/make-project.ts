import { expect, onTestFinished, vi } from 'vitest';
import { Project } from './project.ts';

// Dozens of processes a test, on a machine that has other things to do.
vi.setConfig({ testTimeout: 120_000 });

/**
 * A project that is removed when the test is over, which must have left no process of it behind. One that was left
 * is ended all the same, so that it troubles no other test. A test beside others hands over its own `finished`.
 */
export function makeProject(
  files: Readonly<Record<string, string>> = {},
  finished: typeof onTestFinished = onTestFinished,
): Project {
  const project = new Project(files);
  finished(({ task }) => {
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
