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

const special = new Set(
  (
    'CHILD_MAX COLUMNS COMPREPLY CDPATH ENV EXECIGNORE FCEDIT FIGNORE FUNCNEST GLOBIGNORE GLOBSORT HISTCONTROL HISTFILE ' +
    'HISTFILESIZE HISTIGNORE HISTSIZE HISTTIMEFORMAT HOME HOSTFILE HOSTNAME HOSTTYPE IFS IGNOREEOF INPUTRC INSIDE_EMACS ' +
    'LANG LANGUAGE LINES MACHTYPE MAIL MAILCHECK MAILPATH MAPFILE OLDPWD OPTARG OPTERR OPTIND OSTYPE PATH ' +
    'PROMPT_COMMAND PROMPT_DIRTRIM PS0 PS1 PS2 PS3 PS4 REPLY SHELL SHLVL TERM TERMCAP TERMINFO TEXTDOMAIN ' +
    'TEXTDOMAINDIR TIMEFORMAT TMOUT TMPDIR TZ auto_resume histchars ignoreeof notify'
  ).split(' '),
);

/** Whether bash itself looks at a variable: assigning it may change more than its value (POSIXLY_CORRECT, GLOBIGNORE). */
export function isSpecialVariable(name: string): boolean {
  return isOwnVariable(name) || special.has(name) || /^(?:BASH|COMP|LC|READLINE|__runbook)_/.test(name);
}
