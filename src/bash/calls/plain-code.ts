/** Reserved words: as the first word of a command they are grammar. See bash(1), RESERVED WORDS. */
const reserved =
  '(?!(?:if|then|elif|else|fi|time|for|in|until|while|do|done|case|esac|coproc|select|function|alias|eval)\\b)';
const variable = '\\$[A-Za-z_]\\w*|\\$\\{[A-Za-z_]\\w*\\}';
const bare = '[A-Za-z0-9_./:@%+,-]';
const doubleQuoted = `"(?:[^"\\\\\`$!\\n]|${variable})*"`;
const singleQuoted = "'[^'\\n]*'";
const word = `(?:${bare}|=|${variable}|${doubleQuoted}|${singleQuoted})+`;
const assignment = `[A-Za-z_]\\w*=(?:${word})?`;
const redirect = '(?:2>&1|[12]?>/dev/null|</dev/null)';
const command = `(?:${assignment} +)*(?:${assignment}|${reserved}${bare}${word}?(?: +(?:${word}|${redirect}))*)`;
const commands = `${command}(?: *(?:\\||&&|\\|\\||;) *${command})*`;
const line = new RegExp(`^[ \\t]*(?:${commands})?[ \\t]*(?:(?<![^ \\t])#.*)?$`, 'u');

/**
 * Whether every line of some code is whole commands of nothing but plain words, quotes, variables and pipes.
 * Of such code the syntax tree can be trusted and bash need not be asked: its lines parse one by one, whatever
 * aliases and options the session has. `false` says nothing against the code.
 */
export function isPlainCode(code: string): boolean {
  return code.length < 100_000 && code.split('\n').every((each) => line.test(each));
}
