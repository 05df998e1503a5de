import { quoteBash } from './quote-bash.ts';

/** Paths that are written into the functions as literals: no variable holds them that a block could change. */
export interface SessionPaths {
  /** Absolute. */
  readonly bash: string;
  /** The named pipe that is bash's script. */
  readonly script: string;
  /** The named pipe on which it reports. */
  readonly report: string;
  /** The one on which it says before that in what state it is; may be the same. */
  readonly state: string;
  /** What it sources for each block. */
  readonly envelope: string;
  /** The folder in which a block's file has its document's name. */
  readonly names: string;
  /** A scratch file for the author's EXIT trap. */
  readonly trap: string;
}

/** The line that has bash run a block: a short one, for bash reads its script byte by byte. */
export const sourceBlock = '\\. "$__runbook_block"';

/**
 * What a session's bash defines once, at its start. The functions are readonly (`unset -f` does not remove
 * them), call every builtin through `builtin` (functions and aliases of the author's do not reach them), and
 * run under whatever options the author has set: none of their commands may fail outside a condition, none
 * may depend on IFS, none may read a variable bare that could be unset, and no loop on a builtin that may be disabled.
 *
 * Their state is a handful of variables, any of which the author may unset at any time:
 *   __runbook_k      index of the command that runs now
 *   __runbook_s      status of the last command
 *   __runbook_failed status with which a command has stopped the block
 *   __runbook_part   1 if that is the status of an earlier part of its pipeline
 *   __runbook_done   set when the text of a command was executed to its end
 *   __runbook_p      what a loop is at
 *   __runbook_u      the author's $_
 *   __runbook_x      text that gives the author's `set -x` and `set -v` back
 *   __runbook_exit   the author's own EXIT trap
 *   __runbook_o      command that gives a block's errexit, nounset and pipefail back
 *   __runbook_same   1 when the block that runs cannot change the session's state; names, when it can change those variables
 *   __runbook_kind, __runbook_command   of the report that is to be made
 *   __runbook_pwd, __runbook_oldpwd, __runbook_file   used while a block is entered
 */
export function sessionFunctions(paths: SessionPaths): string {
  return `
${betweenCommands}
${enterBlock(paths.names)}
${keepExitTrap(paths.trap)}
${writeSnapshot}
${endBlock(paths)}
builtin readonly __runbook_block=${quoteBash(paths.envelope)}
builtin readonly -f __runbook_quiet __runbook_after __runbook_ok __runbook_enter __runbook_back \\
 __runbook_keep_exit __runbook_snapshot __runbook_report __runbook_end __runbook_tell __runbook_leave
`;
}

const betweenCommands = `
__runbook_quiet() {
  # Tracing is the author's; our own commands must not appear in it.
  case $- in
    *[xv]*)
      __runbook_x="{ builtin set -\${-//[!xv]/}; builtin : \\"\\\${__runbook_u-}\\"; } 2>/dev/null;"
      builtin set +xv ;;
    *) __runbook_x= ;;
  esac
}
__runbook_after() { # STATUS LAST_ARGUMENT [PIPESTATUS...]
  __runbook_quiet
  __runbook_s=$1 __runbook_u=$2 __runbook_part=0 __runbook_done=1
  if [[ $1 == 0 ]]; then
    # The rightmost failing part counts, as with pipefail; but not one that SIGPIPE ended.
    for __runbook_p in "\${@:3}"; do
      case $__runbook_p in
        0 | 141) ;;
        *) __runbook_s=$__runbook_p __runbook_part=1 ;;
      esac
    done
  fi
}
__runbook_ok() { # STATUS_OF_EVAL INDEX_OF_NEXT LAST_ARGUMENT
  # LAST_ARGUMENT is there for the caller: it is $_ when this function is done.
  if [[ -z \${__runbook_done-} ]]; then
    # The text was not executed to its end: bash did not take it. Silence is no success.
    __runbook_s=$1
    if [[ $1 == 0 ]]; then __runbook_s=1; fi
  fi
  __runbook_done=
  if [[ \${__runbook_s:-1} == 0 ]]; then
    __runbook_k=$2
  else
    __runbook_failed=\${__runbook_s:-1}
    builtin return 1
  fi
}`;

const enterBlock = (names: string) => `
__runbook_enter() { # NAME EXIT_TRAP SAME
  __runbook_k=0 __runbook_s=0 __runbook_failed= __runbook_part=0 __runbook_done= __runbook_exit=$2 __runbook_same=$3
  # Messages and BASH_SOURCE show a sourced file by the path it was named with, so it is named from a folder
  # where it has the document's own path. A directory that could not be entered again is not left.
  if [[ . -ef \${PWD-} && -x . ]]; then
    __runbook_pwd=$PWD __runbook_oldpwd=\${OLDPWD-}
    if builtin cd -- ${quoteBash(names)}; then
      __runbook_file=$1
      builtin return 0
    fi
  fi
  builtin unset -v __runbook_pwd
  __runbook_file=${quoteBash(names)}/$1
}
__runbook_back() { # LAST_ARGUMENT
  if [[ -n \${__runbook_pwd-} ]]; then
    builtin cd -- "$__runbook_pwd"
    if [[ -n $__runbook_oldpwd ]]; then OLDPWD=$__runbook_oldpwd; else builtin unset -v OLDPWD; fi
  fi
  builtin unset -v __runbook_pwd __runbook_oldpwd __runbook_file
}`;

const keepExitTrap = (scratch: string) => `
__runbook_keep_exit() { # OUR_TRAP LAST_ARGUMENT
  # An EXIT trap of the author's is kept for when the block exits, and ours is put back.
  builtin local now=
  builtin trap -p EXIT >|${quoteBash(scratch)}
  if IFS= builtin read -r -d '' now <${quoteBash(scratch)}; then builtin :; fi
  case $now in
    *__runbook_leave*) builtin return 0 ;;
    '') __runbook_exit= ;;
    *)
      builtin eval "builtin set -- \\"\\$1\\" $now"
      __runbook_exit=$4 ;;
  esac
  builtin trap -- "$1" EXIT
}`;

/** The state of the shell, each section ended by NUL, in the order in which `readSnapshot` expects them. */
const writeSnapshot = `
__runbook_snapshot() { # POSITIONAL...
  builtin set +o; builtin printf '\\0'
  builtin shopt -p; builtin printf '\\0'
  builtin umask -p; builtin printf '\\0'
  builtin dirs -l -p; builtin printf '\\0'
  builtin alias -p; builtin printf '\\0'
  builtin declare -p; builtin printf '\\0'
  builtin declare -f; builtin printf '\\0'
  builtin declare -F; builtin printf '\\0'
  builtin trap -p; builtin printf '\\0'
  if [[ $# -gt 0 ]]; then builtin printf '%s\\0' "$@"; fi
}`;

/**
 * Bash writes a line at a time to a pipe, and whoever reads it is woken for each. So its state goes to a pipe of its
 * own, which is read when the report, in one piece, says that all of it is there.
 */
const endBlock = ({ bash, script, report, state }: SessionPaths) => `
__runbook_report() { # KIND STATUS COMMAND NONCE [POSITIONAL...]
  case \${__runbook_same-} in
    1) ;;
    '') { builtin pwd; builtin printf '\\0'; __runbook_snapshot "\${@:5}"; } >${quoteBash(state)} ;;
    # Names of variables, and nothing else.
    *) builtin eval "builtin declare -p -- $__runbook_same" >${quoteBash(state)} 2>/dev/null ;;
  esac
  builtin printf '%s\\0%s\\0%s\\0%s\\0%s\\0%s\\0\\036%s\\036' \\
    "$1" "$2" "\${__runbook_k-}" "\${__runbook_part-}" "$3" "\${__runbook_same-}" "$4" >${quoteBash(report)}
}
__runbook_end() { # KIND STATUS COMMAND NONCE STDOUT STDERR
  __runbook_quiet
  __runbook_kind=$1 __runbook_s=$2 __runbook_command=$3
  if [[ $1 == done && $2 == 0 && -n \${__runbook_failed-} ]]; then __runbook_s=$__runbook_failed; fi
  case $- in
    *[eu]*) __runbook_o="builtin set -\${-//[!eu]/};" ;;
    *) __runbook_o= ;;
  esac
  if [[ -o pipefail ]]; then __runbook_o+=' builtin set -o pipefail;'; fi
  builtin set +eu +o pipefail
  builtin trap - EXIT DEBUG
  # By path, not by descriptor: the author may have closed or taken any descriptor.
  builtin printf '\\036%s\\036' "$4" >"$5"
  if [[ $5 != "$6" ]]; then builtin printf '\\036%s\\036' "$4" >"$6"; fi
}
__runbook_tell() { # NONCE [POSITIONAL...]
  __runbook_report "$__runbook_kind" "$__runbook_s" "$__runbook_command" "$@"
}
__runbook_leave() { # STATUS COMMAND NONCE STDOUT STDERR [POSITIONAL...]
  # The shell is about to exit. A fresh one takes its place in the same process and with its descriptors.
  __runbook_same=
  __runbook_end exit "\${@:1:5}"
  __runbook_tell "$3" "\${@:6}"
  builtin exec -c ${quoteBash(bash)} ${quoteBash(script)} </dev/null >/dev/null 2>&1
}`;
