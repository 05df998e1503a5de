import { hiddenCode } from '../calls/hidden-code.ts';
import type { BashNode } from '../tree/bash-parser.ts';
import { withTree } from '../tree/with-tree.ts';
import { branch, read, readName, type Scope, type Visit, visitChildren } from './read-scope.ts';

const visitAssignment: Visit = (node, scope) => {
  const [name] = node.namedChildren;
  const variable = name?.type === 'subscript' ? name.childForFieldName('name') : name;
  if (name?.type === 'subscript') visitIndex(name, scope);
  for (const child of node.namedChildren.slice(1)) if (child !== null) scope.trace.visit(child, scope);
  if (variable === null || variable === undefined) return;
  if (node.children.some((child) => child?.type === '+=')) read(variable.text, scope);
  scope.set.add(variable.text);
};

function visitIndex(subscript: BashNode, scope: Scope): void {
  const index = subscript.childForFieldName('index');
  if (index !== null) scope.trace.visit(index, scope);
}

const visitSubscript: Visit = (node, scope) => {
  read(node.childForFieldName('name')?.text ?? '', scope);
  visitIndex(node, { ...scope, arithmetic: false });
};

const visitExpansion: Visit = (node, scope) => {
  const operators = node.children.filter((child) => child?.isNamed === false).map((child) => child?.type);
  const variable = node.namedChildren.find((child) => child?.type === 'variable_name');
  const namesOnly = operators[1] === '!' && /^[@*]$/.test(operators[2] ?? '') && variable !== undefined;
  if (!namesOnly) visitChildren(node, scope);
  const assigns = operators.includes(':=') || operators.includes('=');
  if (assigns && variable) scope.set.add(variable.text);
};

const visitBinary: Visit = (node, scope) => {
  const [left, , right] = node.children;
  const operator = node.childForFieldName('operator')?.text ?? '';
  const isName = left?.type === 'variable_name' || (scope.arithmetic && left?.type === 'word');
  if (!isName || !/^([-+*/%&|^]|<<|>>)?=$/.test(operator)) return visitChildren(node, scope);
  if (operator !== '=') read(left?.text ?? '', scope);
  if (right) scope.trace.visit(right, scope);
  scope.set.add(left?.text ?? '');
};

const visitUnary: Visit = (node, scope) => {
  if (node.childForFieldName('operator')?.text === '-v') readName(node.children[1]?.text, scope);
  visitChildren(node, scope);
};

/** Follows what the grammar does not see. */
export const visitHidden: Visit = (node, scope) => {
  for (const code of hiddenCode(node)) {
    withTree(scope.trace.parser, code, (root) => scope.trace.visit(root, branch(scope)));
  }
};

const visitHeredoc: Visit = (node, scope) => {
  visitChildren(node, scope);
  visitHidden(node, scope);
};

const visitLeaf: Visit = (node, scope) => {
  visitHidden(node, scope);
  if (scope.arithmetic && node.type === 'word') readName(node.text, scope);
};

/** How words, assignments and arithmetic read and set variables. */
export const expansionVisitors: Readonly<Record<string, Visit>> = {
  variable_assignment: visitAssignment,
  subscript: visitSubscript,
  expansion: visitExpansion,
  binary_expression: visitBinary,
  unary_expression: visitUnary,
  regex: visitLeaf,
  extglob_pattern: visitLeaf,
  word: visitLeaf,
  heredoc_redirect: visitHeredoc,
  variable_name: (node, scope) => read(node.text, scope),
};
