const names = new Set(
  [
    '_ COLUMNS COPROC DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD HOSTNAME HOSTTYPE LINENO LINES',
    'MACHTYPE MAPFILE OLDPWD OPTARG OPTIND OSTYPE PIPESTATUS PPID PWD RANDOM READLINE_LINE READLINE_POINT REPLY SECONDS',
    'SHELLOPTS SHLVL SRANDOM UID IFS PS4',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Tells whether bash itself sets a variable, so that its value tells an operator nothing about the session.
 * `HOME`, `USER` and `PATH` are not among them: a block can change them, and then they matter.
 */
export function isAutomatic(name: string): boolean {
  return names.has(name) || /^(BASH|COMP_)/.test(name) || !/^[A-Za-z_]/.test(name);
}
