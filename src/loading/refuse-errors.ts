import { exitCode } from '../model/outcome.ts';
import { renderDiagnostics } from '../report/diagnostics-pretty.ts';
import { Refusal } from '../world/refusal.ts';
import type { GlobalOptions, World } from '../world/world.ts';
import type { LoadedRunbook } from './load-runbook.ts';

/** Throws a `Refusal` when the document has errors, having shown them on stderr. Nothing has been executed. */
export function refuseErrors(loaded: LoadedRunbook, world: World, globals: GlobalOptions): void {
  if (loaded.messages.some(({ fatal }) => fatal === true)) refuse(loaded, world, globals);
}

/** Shows the errors of a document that has some on stderr, and throws a `Refusal`. */
export function refuse({ runbook, messages }: LoadedRunbook, world: World, globals: GlobalOptions): never {
  const errors = messages.filter((message) => message.fatal === true);
  const sources = new Map([[runbook.file, runbook.text]]);
  world.stderr.write(
    renderDiagnostics(errors, { sources, colour: globals.color, columns: world.stderr.columns ?? 80 }),
  );
  throw new Refusal(`${runbook.file} has errors; nothing was run`, null, exitCode.document);
}
