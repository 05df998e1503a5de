import type { VFileMessage } from 'vfile-message';
import type { RunbookTree } from '../plan/runbook-tree.ts';
import type { Candidate } from '../project/resolve-name.ts';

/** A document as the editor has it, with what it includes and what is wrong with it. */
export interface EditedRunbook {
  /** It lives where the project's runbooks live. */
  readonly belowRunbooks: boolean;
  readonly tree: RunbookTree;
  readonly messages: readonly VFileMessage[];
}

/** The projects that an editor's documents are in. Nothing of a document is executed. */
export interface Workspace {
  /** Reads the document at that absolute path, from the editor where it is open there. */
  load(path: string): Promise<EditedRunbook>;
  /** The runbooks that the document at that path may include, by name. */
  candidates(path: string): Promise<readonly Candidate[]>;
  /** Absolute path of what an include in the document at `path` names; `null`: there is no one such runbook. */
  find(path: string, name: string): Promise<string | null>;
  /** Files have changed on disk: what is known of them is forgotten. */
  refresh(): void;
}
