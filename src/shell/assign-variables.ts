import { isOwnVariable } from './own-variables.ts';
import { quoteBash } from './quote-bash.ts';

/** Variables of a shell as `declare -p` prints them; `undefined`: there is none of that name. */
type FindEntry = (name: string) => string | undefined;

/**
 * One line of bash that sets the variables to these texts. They stay exported where they were and lose every other
 * attribute, so that what is assigned is the text and nothing that bash makes of it (an integer variable would
 * evaluate it). Throws for a name that cannot be set and for a text that bash cannot hold.
 */
export function renderAssignments(values: Readonly<Record<string, string>>, find: FindEntry): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const flags = flagsOf(find(name));
      refuseUnsettable(name, value, flags);
      const unset = flags === null ? '' : `\\builtin unset ${flags.includes('n') ? '-n' : '-v'} ${name}; `;
      return `${unset}\\builtin declare ${flags?.includes('x') ? '-x' : '--'} ${name}=${quoteBash(value)}`;
    })
    .join('; ');
}

function refuseUnsettable(name: string, value: string, flags: string | null): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`${name} is no name of a shell variable`);
  if (isOwnVariable(name)) throw new Error(`the variable ${name} cannot be set: it is the shell's own`);
  if (flags?.includes('r')) throw new Error(`the variable ${name} cannot be set: it is readonly`);
  if (value.includes('\0')) throw new Error(`the variable ${name} cannot be set to a text that holds NUL`);
}

/** `declare -rx NAME=…` gives `rx`; `null`: there is no such variable. */
function flagsOf(entry: string | undefined): string | null {
  return entry === undefined ? null : (/^declare -(\S+)/.exec(entry)?.[1] ?? '');
}
