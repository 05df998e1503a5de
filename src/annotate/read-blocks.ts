import type { Code, Paragraph } from 'mdast';
import { readsAsShell } from '../bash/effects/reads-as-shell.ts';
import { findPlaceholders } from '../bash/find-placeholders.ts';
import { maskPlaceholders } from '../bash/mask-placeholders.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { type Attachments, findAttachments } from '../parse/attachments.ts';
import { findPrompt, readPrompts } from '../parse/console-prompts.ts';
import { mentionsExpect } from '../parse/expect-comments.ts';
import { codeOf, type Fence, readFence } from '../parse/fence.ts';
import type { Flow } from '../parse/flow.ts';
import type { MappedText } from '../parse/mapped-text.ts';
import type { ParseContext } from '../parse/parse-context.ts';
import { scanAnnotations } from '../parse/scan-annotations.ts';
import type { SectionSettings } from '../parse/section-settings.ts';
import { lineage, type SectionNode, saysProcedure } from '../parse/section-tree.ts';
import { findShownOutput, type ShownOutput } from './shown-output.ts';

/** A fence that is a step, or is one once it has a language. */
export interface Block {
  readonly fence: Fence;
  readonly flow: Flow;
  readonly around: Attachments;
  /** What it runs, LF only, without prompts. */
  readonly code: string;
  /** The stretches of the document that the code is put together from; several where commands stand behind prompts. */
  readonly pieces: readonly MappedText[];
  readonly prompted: boolean;
  /** Names of the annotations it has, unknown ones included. */
  readonly said: ReadonlySet<string>;
  /** What its section's comments say. */
  readonly settings: SectionSettings;
  /** The document says already what its output has to be. */
  readonly checked: boolean;
  /** A fence behind it that shows what it prints. */
  readonly shown: ShownOutput | null;
}

/** The blocks of a document in order. */
export function readBlocks(
  flow: readonly Flow[],
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  context: ParseContext,
): readonly Block[] {
  const shown = new Set<unknown>();
  return flow.flatMap((item) => {
    if (item.node.type !== 'code' || shown.has(item.node)) return [];
    const block = readBlock(item, item.node, settings, context);
    if (block?.shown) shown.add(block.shown.fence.node);
    return block ?? [];
  });
}

function readBlock(
  flow: Flow,
  node: Code,
  settings: ReadonlyMap<SectionNode, SectionSettings>,
  context: ParseContext,
): Block | null {
  const fence = readFence(context.document, node);
  const own = settings.get(flow.section);
  if (fence === null || own === undefined || !fence.closed) return null;
  if (fence.kind === 'output' || fence.kind === 'other') return null;
  if (fence.kind === 'none' && !isMeantToRun(fence, flow, context)) return null;
  const around = findAttachments(flow, context);
  const prompt = findPrompt(fence);
  const prompted = prompt === null ? null : readPrompts(fence, prompt, context);
  const pieces = prompted?.stretches ?? [codeOf(fence)];
  const said = wordsOf(fence, around);
  const checked =
    ['expect', 'confirm', 'abort', 'capture'].some((name) => said.has(name)) ||
    around.output !== null ||
    around.quotes.length > 0 ||
    (prompted !== null && prompted.shown.length > 0) ||
    mentionsExpect(codeOf(fence).value);
  return {
    fence,
    flow,
    around,
    code: pieces.map(({ value }) => value).join('\n'),
    pieces,
    prompted: prompted !== null,
    said,
    settings: own,
    checked,
    shown: findShownOutput(flow, around, context.document, (other) => readsAsCommands(other, context)),
  };
}

function wordsOf(fence: Fence, { comment }: Attachments): ReadonlySet<string> {
  const words = [
    ...scanAnnotations(fence.info, () => {}),
    ...(comment === null ? [] : scanAnnotations(comment.body, () => {})),
  ];
  return new Set(words.map(({ name }) => name.value));
}

/** A fence without a language is a step where it says so; what merely reads as shell is one once it is called `bash`. */
function isMeantToRun(fence: Fence, flow: Flow, context: ParseContext): boolean {
  if (fence.info.value.trim() !== '' || findAttachments(flow, context).comment !== null) return true;
  return (
    readsAsCommands(fence, context) ||
    (lineage(flow.section).some(({ section }) => saysProcedure(section.title)) && parses(fence, context))
  );
}

function parses(fence: Fence, context: ParseContext): boolean {
  const code = filled(codeOf(fence).value, context);
  return code.trim() !== '' && !withTree(context.bash, code, (root) => root.hasError);
}

/** As it reads once `<id>` and the like are filled in. */
function filled(code: string, { bash }: ParseContext): string {
  return maskPlaceholders(code, findPlaceholders(bash, code).words);
}

/** Whether a person takes a fence for commands, whatever it is called. */
function readsAsCommands(fence: Fence, context: ParseContext): boolean {
  const written = codeOf(fence).value;
  if (mentionsExpect(written) || findPrompt({ ...fence, kind: 'none' }) !== null) return true;
  const code = filled(written, context);
  if (readsAsShell(context.bash, code)) return true;
  const first = code.split('\n').find((line) => !/^\s*(?:#|$)/.test(line)) ?? '';
  const [word = ''] = first.trim().split(/[\s;]/, 1);
  const script = /\.(?:sh|bash|py)$/.test(word) || (word.includes('/') && context.isCommand(word));
  return script && /^[\w./~-]+$/.test(word) && parses(fence, context);
}

/** The paragraph right before a block; comments and warnings may stand between. */
export function paragraphBefore({ flow }: Block): Paragraph | null {
  let at = flow.index - 1;
  while (flow.siblings[at]?.type === 'html' || flow.siblings[at]?.type === 'blockquote') at -= 1;
  const node = flow.siblings[at];
  return node?.type === 'paragraph' ? node : null;
}

/** The paragraph right behind a block. */
export function paragraphAfter({ flow, around }: Block): Paragraph | null {
  const node = flow.siblings[flow.index + around.after.length + 1];
  return node?.type === 'paragraph' ? node : null;
}
