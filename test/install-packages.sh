#!/usr/bin/env bash
# What the tests need from Debian: they look at the product in tmux and at its reports in Chromium, ask ShellCheck,
# confine blocks with bubblewrap, and complete in zsh and fish; mandoc checks the man page. Installed where it is missing
# and may be; where it may not, those tests fail, not pass.
set -euo pipefail

list_missing() {
  for command in "$@"; do command -v "$command" >/dev/null || echo "${command/#bwrap/bubblewrap}"; done
}
mapfile -t missing < <(list_missing tmux chromium shellcheck zsh fish bwrap)
mapfile -t page < <(list_missing mandoc)
[ $((${#missing[@]} + ${#page[@]})) -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
install() {
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq &&
    ${as_root[@]+"${as_root[@]}"} apt-get install -y -qq --no-install-recommends "${page[@]}" "${missing[@]}"
}
if ! install >&2; then
  echo "the tests also need: ${missing[*]} ${page[*]}" >&2
  exit 1
fi
