import type { Expectation, Fact } from '../model/expectation.ts';

type ExitCodes = Extract<Fact, { type: 'exit' }>['codes'];

/**
 * Whether an expectation allows an exit status (as bash reports it; `null`: there is none, which nothing allows).
 * Without an exit claim only 0 is allowed; several exit claims must all agree.
 */
export function allowedExit(expectation: Expectation | null, exit: number | null): boolean {
  const stated = (expectation?.claims ?? []).flatMap(({ fact }) =>
    fact.type === 'exit' ? [fact.codes] : [],
  );
  return stated.length === 0 ? exit === 0 : stated.every((codes) => allowsCode(codes, exit));
}

/** Whether one exit claim allows a status. `nonzero` and `any` never mean a command that could not run or was killed. */
export function allowsCode(codes: ExitCodes, exit: number | null): boolean {
  if (exit === null) return false;
  return codes.some((code) => {
    if (typeof code === 'number') return code === exit;
    return !isAccident(exit) && (code === 'any' || exit !== 0);
  });
}

/** What a status says beyond its number; `null` where it says nothing more. */
export function exitMeaning(exit: number): string | null {
  if (exit === 126) return 'a command could not be executed';
  if (exit === 127) return 'a command was not found';
  return isSignal(exit) ? `signal ${exit - 128}` : null;
}

function isAccident(exit: number): boolean {
  return exit === 126 || exit === 127 || isSignal(exit);
}

/** Linux has signals 1 to 64. */
function isSignal(exit: number): boolean {
  return exit > 128 && exit <= 192;
}
