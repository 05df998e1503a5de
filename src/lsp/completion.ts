import { type CompletionItem, CompletionItemKind, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type AnnotationName, annotationNames, ruleOf } from '../parse/annotation-table.ts';
import { claimWordsAfter } from './claim-words.ts';
import { type CompletionPlace, completionPlace } from './completion-place.ts';
import { describeAnnotation } from './describe-annotation.ts';
import type { Workspace } from './workspace.ts';

/** A proposal without the place it goes to. */
type Proposal = Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'documentation'> & {
  readonly text?: string;
};

/** What could be written at a place of the document at `path`. */
export async function completionsAt(
  document: TextDocument,
  at: Position,
  path: string,
  workspace: Workspace,
): Promise<readonly CompletionItem[]> {
  const place = completionPlace(document.getText().slice(0, document.offsetAt(at)));
  if (place === null) return [];
  const start = { line: at.line, character: at.character - place.typed.length };
  return (await proposals(place, path, workspace)).map(({ text, ...item }) => ({
    ...item,
    textEdit: { range: { start, end: at }, newText: text ?? item.label },
  }));
}

async function proposals(
  place: CompletionPlace,
  path: string,
  workspace: Workspace,
): Promise<readonly Proposal[]> {
  switch (place.type) {
    case 'annotation':
      return annotationNames
        .filter((name) => ruleOf(name).places.some((each) => place.places.includes(each)))
        .map(proposeAnnotation);
    case 'claim':
      return claimWordsAfter(place.before).map(({ word, doc }) => ({
        label: word,
        kind: CompletionItemKind.Keyword,
        documentation: { kind: 'markdown', value: doc },
      }));
    case 'include':
      return (await workspace.candidates(path)).map(({ id, file }) => ({
        label: id ?? file.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, ''),
        kind: CompletionItemKind.File,
        detail: file,
      }));
    case 'section':
      return proposeSections(place.runbook, path, workspace);
    default:
      return place satisfies never;
  }
}

function proposeAnnotation(name: AnnotationName): Proposal {
  const { value, doc } = ruleOf(name);
  const needsValue = value !== 'none' && value !== 'phrase';
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: doc,
    documentation: { kind: 'markdown', value: describeAnnotation(name) },
    text: needsValue ? `${name}=` : name,
  };
}

async function proposeSections(
  name: string,
  path: string,
  workspace: Workspace,
): Promise<readonly Proposal[]> {
  const found = await workspace.find(path, name);
  if (found === null) return [];
  const { tree } = await workspace.load(found);
  return tree.runbook.sections
    .filter(({ slug, depth }) => slug !== '' && depth > 1)
    .map(({ slug, title }) => ({ label: slug, kind: CompletionItemKind.Reference, detail: title }));
}
