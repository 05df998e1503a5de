import type { Confinement } from './confinement.ts';
import type { Operator, Place, PlannedStep } from './event.ts';
import type { RunStatus } from './outcome.ts';

export type PauseReason =
  | 'asked'
  /** Ctrl-C where nothing ran. */
  | 'interrupt'
  /** Ctrl-C twice while a block ran. */
  | 'interrupted-twice'
  | 'hang-up'
  | 'terminated'
  | 'no-terminal'
  | 'no-input'
  | 'ci'
  | 'input-ended'
  /** The document on disk was not what was planned any more. */
  | 'document-changed';

/** How the run was asked for; a resumed run keeps to it. */
export interface RunChoices {
  /** `--step`: a gate before every step. */
  readonly stepwise: boolean;
  /** `--check`: only as far as steps are readonly. */
  readonly check: boolean;
  /** Steps that `--from` and `--only` leave out. */
  readonly passedOver: readonly string[];
  /** How readonly blocks are confined; none: they are not. */
  readonly confinement?: Confinement | undefined;
}

/** A document's text, of which the run keeps a copy. */
export interface DocumentRecord {
  /** From the project root. */
  readonly file: string;
  readonly sha256: string;
}

/** A run began; everything needed to judge it later without the machine it ran on. */
export interface RunStarted {
  readonly type: 'run-started';
  readonly version: string;
  readonly runbook: {
    readonly id: string;
    readonly title: string;
    readonly file: string;
    readonly sha256: string;
  };
  readonly careful: boolean;
  readonly operator: Operator;
  readonly place: Place;
  readonly root: string;
  readonly git: { readonly commit: string; readonly branch: string | null; readonly dirty: boolean } | null;
  readonly steps: readonly PlannedStep[];
  readonly options: RunChoices;
  /** Documents that the runbook includes. */
  readonly includes: readonly DocumentRecord[];
  /** Values the operator gave, by name; `null`: a secret, which is kept nowhere. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** Unfinished runs on the same target, or of the same runbook, which the operator was told of. Older journals do not say. */
  readonly besides?: readonly string[];
}
/** A process took an unfinished run up again. Approvals given before do not count any more. */
export interface RunResumed {
  readonly type: 'run-resumed';
  readonly version: string;
  readonly operator: Operator;
  readonly place: Place;
  /** Steps whose text changed since they were planned, consented to; with their new hashes. */
  readonly changed: readonly PlannedStep[];
  /** Ids of all steps as the document has them now, in its order, consented to. Older journals do not say. */
  readonly order?: readonly string[];
  /** The documents as they are from here on, the runbook itself first. Older journals do not say. */
  readonly documents?: readonly DocumentRecord[];
  /** How readonly blocks are confined from here on; none: they are not. */
  readonly confinement?: Confinement | undefined;
  /** Values for what the document asks for only since it changed; `null`: a secret. Older journals do not say. */
  readonly inputs?: Readonly<Record<string, string | null>>;
}
/** `--from` or `--only` left these steps out, after a typed gate. */
export interface StepsPassedOver {
  readonly type: 'steps-passed-over';
  readonly steps: readonly string[];
  readonly by: Operator;
}
export interface RunPaused {
  readonly type: 'run-paused';
  readonly step: string | null;
  readonly reason: PauseReason;
  /** What of the documents, or of the scripts of their blocks, has changed; one sentence each. */
  readonly changes?: readonly string[];
}
/** The run stopped on its own account. All but `done`, `checked` and `rolled-back` can be resumed. */
export interface RunEnded {
  readonly type: 'run-ended';
  readonly status: Exclude<RunStatus, 'running' | 'paused'>;
  readonly step: string | null;
  readonly exit: number;
  readonly reason: string | null;
}
