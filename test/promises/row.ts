import type { Project } from '../e2e/project.ts';

/** Makes a project that is removed when the row has been observed, which must have left no process behind. */
export type MakeProject = (files?: Readonly<Record<string, string>>) => Project;

/** A promise of the README and what shows that it is kept. */
export interface Row {
  /** As it stands in README.md; line breaks do not matter. */
  readonly promise: string;
  /** Which part of the promise, where it takes several observations. */
  readonly how?: string;
  observe(make: MakeProject): Promise<void>;
}
