#!/usr/bin/env bash
# What the tests need from Debian: they look at the product in tmux and at its reports in Chromium, ask ShellCheck,
# confine blocks with bubblewrap, complete in zsh and fish, and have mandoc read the man page. Installed where it is
# missing and may be; where it may not, those tests fail, not pass.
set -euo pipefail

missing=()
for command in tmux chromium shellcheck zsh fish mandoc; do
  command -v "$command" >/dev/null || missing+=("$command")
done
command -v bwrap >/dev/null || missing+=(bubblewrap)
[ "${#missing[@]}" -gt 0 ] || exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
install() {
  ${as_root[@]+"${as_root[@]}"} apt-get update -qq &&
    ${as_root[@]+"${as_root[@]}"} apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
if ! install >&2; then
  echo "the tests also need: ${missing[*]}" >&2
  exit 1
fi
