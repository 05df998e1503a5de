import type { Runbook, Step } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

export const bash = await loadBashParser();

/** Frontmatter that opts in; three lines, which `parseTrusted` takes off the lines it reports. */
const head = '---\nrunbook: t\n---\n';

interface Parsed {
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
  /** `line:column rule`, with `?` behind it where it is a warning. */
  readonly problems: readonly string[];
  /** `line:column-line:column message`. */
  readonly messages: readonly string[];
}

/** Parses a document as it stands. */
export function parseDocument(
  text: string,
  options: {
    readonly below?: boolean;
    readonly commands?: readonly string[];
    readonly file?: string;
    readonly skip?: number;
  } = {},
): Parsed {
  const { below = true, commands = [], file = 'runbooks/demo.md', skip = 0 } = options;
  const isCommand = (word: string) => commands.includes(word);
  const { runbook, messages } = parseRunbook(text, { file, belowRunbooks: below, bash, isCommand });
  const place = (message: (typeof messages)[number]) => `${(message.line ?? 0) - skip}:${message.column}`;
  return {
    runbook,
    steps: runbook.steps,
    problems: messages.map((message) => `${place(message)} ${message.ruleId}${message.fatal ? '' : '?'}`),
    messages: messages.map((message) => {
      const at = message.place && 'end' in message.place ? message.place.end : null;
      return `${place(message)}-${(at?.line ?? 0) - skip}:${at?.column} ${message.reason}`;
    }),
  };
}

/** Parses a document that has opted in; lines are counted from the body. */
export function parseTrusted(body: string): Parsed {
  return parseDocument(head + body, { skip: 3 });
}

/** Parses a document that has not opted in. */
export function parseCareful(body: string, commands: readonly string[] = []): Parsed {
  return parseDocument(body, { commands });
}

/** `kind/mode code-or-text` of each step. */
export function outline(steps: readonly Step[]): readonly string[] {
  return steps.map((step) => {
    if (step.kind !== 'block') return `${step.kind}: ${told(step)}`;
    const gate = step.gate === null ? '' : step.gate.phrase === null ? '!' : `!${step.gate.phrase}!`;
    return `${step.mode}${gate}: ${step.code}`;
  });
}

function told(step: Exclude<Step, { kind: 'block' }>): string {
  switch (step.kind) {
    case 'include':
      return step.part === null ? step.runbook : `${step.runbook}#${step.part}`;
    case 'stop':
      return step.reason;
    case 'checklist':
      return step.items.map(({ text }) => text).join(' / ');
    default:
      return step.text;
  }
}

export function block(steps: readonly Step[], index = 0): Extract<Step, { kind: 'block' }> {
  const step = steps[index];
  if (step?.kind !== 'block') throw new Error(`step ${index} is no block`);
  return step;
}

/** A fence with `info` around `code`. */
export function fence(info: string, code = 'true'): string {
  return `\`\`\`${info}\n${code}\n\`\`\`\n`;
}
