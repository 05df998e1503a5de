import type { Entry } from '../model/event.ts';

/** Every value that was given, whenever that was; `null`: a secret, which is kept nowhere. */
export function inputsOnRecord(entries: readonly Entry[]): Readonly<Record<string, string | null>> {
  const given = entries.flatMap((entry) =>
    entry.type === 'run-started' || entry.type === 'run-resumed' ? [entry.inputs ?? {}] : [],
  );
  return Object.assign({}, ...given);
}
