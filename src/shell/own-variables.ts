const owned = new Set(
  (
    '_ BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND ' +
    'BASH_EXECUTION_STRING BASH_LINENO BASH_MONOSECONDS BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_TRAPSIG ' +
    'BASH_VERSINFO BASH_VERSION COMP_WORDBREAKS DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD ' +
    'LINENO PIPESTATUS POSIXLY_CORRECT PPID PWD RANDOM SECONDS SHELLOPTS SRANDOM UID'
  ).split(' '),
);

/** Exported in a session: what the session starts can be found by it. Each session's has a value of its own. */
export const markerName = 'RUNBOOK_SESSION_ID';

/** Whether a variable is bash's own: it sets it itself, or setting it would do something; or the session's. */
export function isOwnVariable(name: string): boolean {
  return owned.has(name) || name === markerName;
}
