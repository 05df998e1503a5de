import { annotate, type Need } from '../../src/annotate/annotate.ts';
import type { AnnotateOptions } from '../../src/annotate/annotate-options.ts';
import { loadBashParser } from '../../src/shell/load-bash-parser.ts';

const bash = await loadBashParser();

export const options: AnnotateOptions = { file: 'runbooks/restore-web.md', belowRunbooks: true, bash };

/** A document that has opted in, so that only what else is proposed changes it. */
export function optedIn(body: string): string {
  return `---\nrunbook: restore-web\n---\n\n${body}`;
}

/** The document with everything written that needs nothing, and what `needs` names. */
export function annotated(
  text: string,
  needs: readonly Need[] = [],
  others: Partial<AnnotateOptions> = {},
): string {
  return annotate(text, { ...options, ...others }, needs).layers.at(-1)?.after ?? text;
}

/** Lines that are new in the document that has opted in, with what is written to it. */
export function newLines(
  body: string,
  needs: readonly Need[] = [],
  others: Partial<AnnotateOptions> = {},
): readonly string[] {
  const text = optedIn(body);
  const old = new Set(text.split('\n'));
  return annotated(text, needs, others)
    .split('\n')
    .filter((line) => !old.has(line));
}

/** What an author is told that no edit can settle. */
export function notesOn(body: string, others: Partial<AnnotateOptions> = {}): readonly string[] {
  return annotate(optedIn(body), { ...options, ...others }, []).notes.map(
    ({ line, text }) => `${line}: ${text}`,
  );
}

/** One fence below a heading. */
export function block(code: string, heading = 'Step', info = 'bash'): string {
  return `## ${heading}\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;
}
