import { isAutomatic } from './automatic-variables.ts';

const names = new Set(
  (
    'PATH HOME SHELL ENV CDPATH GLOBIGNORE EXECIGNORE FIGNORE POSIXLY_CORRECT PROMPT_COMMAND PS0 PS1 PS2 PS3 TMOUT ' +
    'TIMEFORMAT TMPDIR TERM INPUTRC LANG LANGUAGE FUNCNEST CHILD_MAX HISTFILE HISTSIZE HISTFILESIZE HISTCONTROL HISTIGNORE HISTTIMEFORMAT'
  ).split(' '),
);

/**
 * Tells whether a variable means something to bash, to the linker or to the runner itself, so that giving it another
 * value would change how commands are found or read rather than what they are told.
 */
export function isReservedVariable(name: string): boolean {
  return isAutomatic(name) || names.has(name) || /^(?:LD|DYLD|LC|RUNBOOK|GLIBC|MALLOC)_/.test(name);
}
