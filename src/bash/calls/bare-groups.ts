const prefix =
  /(?<=(?:^|[\n;&|({`]|\b(?:then|do|else|if|elif|while|until))[ \t]*)(?:!|time(?: -p)?|coproc(?:[ \t]+\w+)?)(?=[ \t]+\{\s)/g;

/**
 * The code with blanks for `!`, `time` and `coproc` before a group, which the grammar would take for the words of a
 * command. For finding the commands in it; what becomes of their status is another matter.
 */
export function bareGroups(code: string): string {
  return code.replace(prefix, (word) => ' '.repeat(word.length));
}
