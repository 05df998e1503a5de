/**
 * Real tools that a rehearsal finds on PATH without being asked: they read, reckon and move text and files about, and
 * start nothing that is not written down. Bash is one of them because its code is read before anything starts.
 */
export const harmlessTools: readonly string[] = (
  'awk base64 basename bash cat chmod cmp column comm cp cut date diff dirname egrep env expr false fgrep find fold ' +
  'grep head id jq join ln ls md5sum mkdir mktemp mv nl od paste printenv printf pwd readlink realpath rev rm rmdir ' +
  'sed seq sh sha1sum sha256sum shuf sleep sort split stat tac tail tee test timeout touch tr true truncate tty ' +
  'uname uniq wc which whoami xargs echo ['
).split(' ');
