import { isOwnVariable } from './own-variables.ts';
import { quoteBash } from './quote-bash.ts';

/** Variables of a shell as `declare -p` prints them; `undefined`: there is none of that name. */
type FindEntry = (name: string) => string | undefined;

/**
 * One line of bash that sets the variables to these texts, none of which `refuseAssignments` refuses. They stay
 * exported where they were and lose every other attribute, so that what is assigned is the text and nothing that
 * bash makes of it (an integer variable would evaluate it).
 */
export function renderAssignments(values: Readonly<Record<string, string>>, find: FindEntry): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const flags = flagsOf(find(name));
      const unset = flags === null ? '' : `\\builtin unset ${flags.includes('n') ? '-n' : '-v'} ${name}; `;
      return `${unset}\\builtin declare ${flags?.includes('x') ? '-x' : '--'} ${name}=${quoteBash(value)}`;
    })
    .join('; ');
}

/** Why these variables cannot all be set to these texts, as a sentence; `null`: they can. */
export function refuseAssignments(values: Readonly<Record<string, string>>, find: FindEntry): string | null {
  const reasons = Object.entries(values).map(([name, value]) => refuse(name, value, flagsOf(find(name))));
  return reasons.find((reason) => reason !== null) ?? null;
}

function refuse(name: string, value: string, flags: string | null): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${name} is no name of a shell variable`;
  if (isOwnVariable(name)) return `the variable ${name} cannot be set: it is the shell's own`;
  if (flags?.includes('r')) return `the variable ${name} cannot be set: it is readonly`;
  return value.includes('\0') ? `the variable ${name} cannot be set to a text that holds NUL` : null;
}

/** `declare -rx NAME=…` gives `rx`; `null`: there is no such variable. */
function flagsOf(entry: string | undefined): string | null {
  return entry === undefined ? null : (/^declare -(\S+)/.exec(entry)?.[1] ?? '');
}
