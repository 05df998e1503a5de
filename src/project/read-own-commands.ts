import type { VFileMessage } from 'vfile-message';
import { isMap, isSeq, type Node } from 'yaml';
import type { OwnCommand } from '../bash/effects/own-commands.ts';
import { didYouMean } from '../parse/suggest.ts';
import { type ConfigText, type Entry, nameOf, textOf } from './config-text.ts';

const keys = ['pattern', 'effect', 'why'] as const;

type Read = { readonly command: OwnCommand } | { readonly messages: readonly VFileMessage[] };

/** `commands:`, a list of what the project knows of its commands. What cannot be acted on is a message. */
export function readOwnCommands(
  value: Node,
  text: ConfigText,
): { readonly commands: readonly OwnCommand[]; readonly messages: readonly VFileMessage[] } {
  if (!isSeq(value)) {
    const reason =
      'Unexpected value of `commands`, expected a list of commands, each with `pattern`, `effect` and `why`';
    return { commands: [], messages: [text.complain('config-value', value, reason)] };
  }
  const read = (value.items as readonly Node[]).map((item) => readCommand(item, text));
  return {
    commands: read.flatMap((each) => ('command' in each ? [each.command] : [])),
    messages: read.flatMap((each) => ('messages' in each ? each.messages : [])),
  };
}

function readCommand(item: Node, text: ConfigText): Read {
  const entries = isMap(item) ? (item.items as readonly Entry[]) : [];
  const strange = entries.filter((entry) => !keys.some((key) => key === nameOf(entry)));
  if (strange.length > 0) {
    return {
      messages: strange.map((entry) => {
        const reason = `Unexpected key \`${nameOf(entry)}\` of a command, expected ${keys.join(', ')}${didYouMean(nameOf(entry), keys)}`;
        return text.complain('config-unknown', entry.key, reason);
      }),
    };
  }
  const given = (key: string) => entries.find((entry) => nameOf(entry) === key)?.value;
  const [pattern, effect, why] = keys.map((key) => textOf(given(key)));
  if (!pattern || !effect || !why) {
    const reason = 'Unexpected command, expected `pattern`, `effect` and `why`, each a text';
    return { messages: [text.complain('config-value', item, reason)] };
  }
  if (effect !== 'reads' && effect !== 'mutates' && effect !== 'destroys' && effect !== 'forbidden') {
    const reason = `Unexpected effect \`${effect}\`, expected \`reads\`, \`mutates\`, \`destroys\` or \`forbidden\``;
    return { messages: [text.complain('config-value', given('effect') ?? item, reason)] };
  }
  if (/^[*|!-]/.test(pattern)) {
    const reason = `Unexpected pattern \`${pattern}\`, expected one that begins with the name of a command`;
    return { messages: [text.complain('config-value', given('pattern') ?? item, reason)] };
  }
  return { command: { pattern, effect, why } };
}
