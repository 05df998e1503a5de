import { wordsOf } from '../calls/read-commands.ts';
import type { BashNode } from '../tree/bash-parser.ts';
import { withTree } from '../tree/with-tree.ts';
import type { Word } from '../tree/word.ts';
import { assignedNames } from './assigned-names.ts';
import { branch, read, readName, type Scope, type Visit } from './read-scope.ts';

const visitDefinition: Visit = (node, scope) => {
  const name = node.childForFieldName('name')?.text;
  const body = node.childForFieldName('body')?.text;
  if (name !== undefined && body !== undefined) scope.trace.functions.set(name, body);
};

const visitCommand: Visit = (node, scope) => {
  for (const child of node.children) {
    // `A=1 command` sets A for the command only, and expands the command's words before.
    if (child !== null)
      scope.trace.visit(child, child.type === 'variable_assignment' ? branch(scope) : scope);
  }
  const words = wordsOf(node);
  const name = words[0]?.literal ?? '';
  visitCode(name, words, scope);
  if (name === 'test' && words[1]?.shape === '-v') readName(words[2]?.shape, scope);
  call(name, scope);
  for (const assigned of assignedNames(words)) scope.set.add(assigned);
};

/** Code in a word that the session's own shell runs: now, or (`trap`) at some time. */
function visitCode(name: string, words: readonly Word[], scope: Scope): void {
  const code = name === 'let' ? letCode(words) : /^(eval|trap)$/.test(name) ? words[1]?.literal : null;
  if (typeof code !== 'string') return;
  withTree(scope.trace.parser, code, (root) =>
    scope.trace.visit(root, name === 'trap' ? branch(scope) : scope),
  );
}

function letCode(words: readonly Word[]): string {
  return words
    .slice(1)
    .map(({ literal }) => (literal === null ? '' : `((${literal}))`))
    .join('\n');
}

/** What a function sets is set behind its call, except what is local to it. */
function call(name: string, scope: Scope): void {
  const body = scope.trace.functions.get(name);
  if (body === undefined || scope.calling.has(name)) return;
  for (const set of followed(name, body, scope)) scope.set.add(set);
}

/** The variables that a call certainly sets. A body is not followed again where no less is set than before. */
function followed(name: string, body: string, scope: Scope): ReadonlySet<string> {
  const { calls } = scope.trace;
  const earlier = calls.get(name);
  if (earlier?.body === body && [...earlier.before].every((set) => scope.set.has(set))) return earlier.sets;
  const before = new Set(scope.set);
  const sets = follow(name, body, scope);
  calls.set(name, { body, before, sets });
  return sets;
}

function follow(name: string, body: string, scope: Scope): ReadonlySet<string> {
  const inner = { ...branch(scope), calling: new Set([...scope.calling, name]) };
  const locals = withTree(scope.trace.parser, body, (root) => {
    scope.trace.visit(root, inner);
    return root
      .descendantsOfType('declaration_command')
      .flatMap((node) => (node === null ? [] : declaredNames(node)));
  });
  return new Set([...inner.set].filter((set) => !scope.set.has(set) && !locals.includes(set)));
}

const visitDeclaration: Visit = (node, scope) => {
  const kind = node.children[0]?.type ?? '';
  const passesOn =
    /^(export|readonly)$/.test(kind) || node.children.some((child) => /^-\w*x/.test(child?.text ?? ''));
  for (const child of node.children.slice(1)) {
    if (child === null) continue;
    if (child.type !== 'variable_name') scope.trace.visit(child, scope);
    else if (passesOn) read(child.text, scope);
    else if (kind === 'local') scope.set.add(child.text);
  }
};

function declaredNames(node: BashNode): readonly string[] {
  if (/^(export|readonly)$/.test(node.children[0]?.type ?? '')) return [];
  return node.namedChildren.flatMap((child) => {
    if (child?.type === 'variable_name') return [child.text];
    return child?.type === 'variable_assignment' ? [child.namedChildren[0]?.text ?? ''] : [];
  });
}

const visitUnset: Visit = (node, scope) => {
  for (const name of assignedNames(wordsOf(node))) scope.set.add(name);
};

/** How builtins and functions read and set variables. */
export const commandVisitors: Readonly<Record<string, Visit>> = {
  command: visitCommand,
  declaration_command: visitDeclaration,
  unset_command: visitUnset,
  function_definition: visitDefinition,
};
