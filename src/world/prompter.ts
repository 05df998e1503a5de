import type { Introduction } from '../ui/introduction.ts';
import { createPrompter, type TerminalPrompter } from '../ui/prompter.ts';
import { createStyle, speaksUtf8 } from '../ui/style.ts';
import type { GlobalOptions, World } from './world.ts';

export interface PrompterRequest {
  /** `--no-input` was given. */
  readonly noInput: boolean;
  /** What is said of the run before the first question. */
  readonly introduction?: Introduction | null;
  /** Gives what is aborted when a question has to go away; never, unless given. */
  readonly signal?: () => AbortSignal;
  /** Awaited before anything is drawn. */
  readonly beforeDrawing?: () => Promise<void>;
}

const never = new AbortController().signal;

/** The prompter at this process's controlling terminal. */
export function openPrompter(
  request: PrompterRequest,
  world: World,
  globals: GlobalOptions,
): TerminalPrompter {
  return createPrompter({
    env: world.env,
    noInput: request.noInput,
    introduction: request.introduction ?? null,
    style: createStyle({ colour: globals.color, unicode: speaksUtf8(world.env) }),
    signal: request.signal ?? (() => never),
    now: Date.now,
    beforeDrawing: request.beforeDrawing ?? (async () => {}),
  });
}
