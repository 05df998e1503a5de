/** Variables that decide what runs, rather than what it is told. */
interface DecidingVariables {
  /** Names, separated by blanks; `LD_*` stands for all that begin so. */
  readonly names: string;
  /** A phrase that follows the command: `decides which programs ...`. */
  readonly why: string;
  /** Values, as written but for their quotes, that decide nothing. */
  readonly harmless?: RegExp;
  /** Set for one command alone, it decides nothing. */
  readonly whileLasting?: true;
}

/** Where only the administrator of a machine puts programs. */
const systemPath =
  /^(?:\$\{?PATH\}?|(?:\/usr(?:\/local)?)?\/s?bin|\/snap\/bin)(?::(?:\$\{?PATH\}?|(?:\/usr(?:\/local)?)?\/s?bin|\/snap\/bin))*$/;
const plainProgram = /^(?:|:|(?:\/usr)?(?:\/bin\/)?(?:cat|less|more|true|false)(?: -[A-Za-z]+)*)$/;

const table: readonly DecidingVariables[] = [
  { names: 'PATH', why: 'decides which programs are found by their names', harmless: systemPath },
  {
    names: 'BASH_ENV BASH_LOADABLES_PATH SHELLOPTS BASHOPTS EXECIGNORE BASH_FUNC_*',
    why: 'decides what shells run or how they read it',
    harmless: /^$/,
  },
  {
    names: 'LD_* DYLD_* GCONV_PATH GLIBC_TUNABLES',
    why: 'decides what code is loaded into programs',
    harmless: /^$/,
  },
  {
    names:
      'PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONINSPECT PYTHONBREAKPOINT PERL5LIB PERLLIB PERL5OPT PERL5DB RUBYLIB RUBYOPT ' +
      'NODE_OPTIONS NODE_PATH LUA_PATH LUA_CPATH LUA_INIT JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS TAR_OPTIONS ' +
      'RIPGREP_CONFIG_PATH MAKEFLAGS GREP_OPTIONS',
    why: 'decides what programs load or are told beside their arguments',
    harmless: /^$/,
  },
  {
    names:
      'PAGER MANPAGER GIT_PAGER SYSTEMD_PAGER AWS_PAGER EDITOR VISUAL FCEDIT GIT_EDITOR GIT_SEQUENCE_EDITOR KUBE_EDITOR ' +
      'SYSTEMD_EDITOR BROWSER GIT_SSH GIT_SSH_COMMAND GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS GIT_EXTERNAL_DIFF ' +
      'GIT_PROXY_COMMAND GIT_EXEC_PATH GIT_CONFIG* RSYNC_RSH CVS_RSH LESSOPEN LESSCLOSE KUBECTL_EXTERNAL_DIFF',
    why: 'names a command that other commands run',
    harmless: plainProgram,
  },
  { names: 'PROMPT_COMMAND', why: 'holds code that bash runs by itself', harmless: /^$/ },
  { names: 'PS0 PS1 PS2 PS4', why: 'holds code that bash runs by itself', harmless: /^(?:[^`$]|\$(?!\())*$/ },
  {
    names: 'HOME XDG_CONFIG_HOME CDPATH',
    why: 'decides where commands look for their configuration or go to',
    harmless: /^(?:|~|\$\{?HOME\}?)$/,
  },
  {
    names: 'IFS',
    why: 'decides how everything behind it is cut into words',
    harmless: /^(?:[\s,:;|]|\\[nt0]|\$(?!\w)|\$\{?\w*ifs\w*\}?)*$/i,
    whileLasting: true,
  },
];

/**
 * Why giving a variable a value decides what runs; `null`: it does not. `value` is as written, without quotes;
 * `null`: it is not known. `lasting`: it is set for more than one command.
 */
export function decides(name: string, value: string | null, lasting: boolean): string | null {
  const entry = table.find(({ names }) => names.split(' ').some((each) => fits(each, name)));
  if (entry === undefined || (entry.whileLasting && !lasting)) return null;
  return value !== null && entry.harmless?.test(value) ? null : entry.why;
}

function fits(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
