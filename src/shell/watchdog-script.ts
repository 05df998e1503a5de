/**
 * What the watchdog executes: bash builtins, and `stty` for the terminal. Its stdin is a named pipe whose only writer is
 * the runner; the end of it without a "bye" means that the runner is dead.
 * Arguments: the pipe, the session's environment entry, the folder to remove; and of the runner its terminal's path
 * (or nothing), that terminal's number, and its process group.
 */
export const watchdogScript = `
trap '' HUP INT QUIT TERM
pipe=$1 markers=" $2 " folder=$3 terminal=$4 number=$5 group=$6
shells=' '

while IFS=' ' read -r word value; do
  case $word in
    shell) shells+="$value " ;;
    marker) markers+="$value " ;;
    bye) exit 0 ;;
  esac
done

# The terminal as a person needs it, unless a shell has taken it over and seen to that itself.
restore_terminal() {
  local stat fields owner
  [ -w "$terminal" ] || return
  for stat in /proc/[0-9]*/stat; do
    { read -r -d '' stat <"$stat"; } 2>/dev/null
    fields=(\${stat##*) })
    # Fields of stat(5) after the name: [4] is the terminal, [5] its foreground group.
    [ "\${fields[4]}" = "$number" ] && [ "\${fields[5]}" != "$group" ] && owner=shell
  done
  [ "$owner" = shell ] || stty sane <"$terminal"
  printf '\\033[?25h' >"$terminal"
}

has_marker() {
  local entry
  while IFS= read -r -d '' entry; do
    [[ $markers == *" $entry "* ]] && return
  done
  return 1
}

# Everything of the session: by its id, by the marker, and by descent from those.
find_processes() {
  local directory pid stat fields size=-1
  found=' ' parents=()
  for directory in /proc/[0-9]*; do
    pid=\${directory#/proc/}
    [ "$pid" = $$ ] && continue
    { read -r -d '' stat <"$directory/stat"; } 2>/dev/null
    fields=(\${stat##*) })
    [ "\${fields[0]-Z}" = Z ] && continue
    parents[pid]=\${fields[1]}
    if [[ $shells == *" \${fields[3]} "* ]] || { has_marker <"$directory/environ"; } 2>/dev/null; then
      found+="$pid "
    fi
  done
  while [ "$size" != "\${#found}" ]; do
    size=\${#found}
    for pid in "\${!parents[@]}"; do
      [[ $found != *" $pid "* && $found == *" \${parents[pid]} "* ]] && found+="$pid "
    done
  done
  [ "$found" != ' ' ]
}

if [ -n "$terminal" ]; then restore_terminal 2>/dev/null; fi

# TERM is said once to each: to some programs a second one means that they are not to tidy up.
end_processes() {
  local pid
  if [ "$1" = KILL ]; then kill -KILL $found 2>/dev/null; return; fi
  for pid in $found; do
    [[ $told == *" $pid "* ]] || kill -TERM "$pid" 2>/dev/null
    told+="$pid "
  done
}

# A pipe that nobody writes to, opened at both ends, is something to wait on without another process.
exec 9<>"$pipe"
told=' '
for round in TERM:0.05 TERM:0.1 TERM:0.25 TERM:0.5 TERM:0.5 TERM:0.5 KILL:0.1 KILL:0.5 KILL:0.5 KILL:0.5 KILL:0.5; do
  find_processes || break
  end_processes "\${round%:*}"
  read -r -t "\${round#*:}" -u 9
done
rm -rf -- "$folder"
`;
