import {
  type AnnotationName,
  type AnnotationPlace,
  ruleOf,
  type ValueKind,
} from '../parse/annotation-table.ts';

const places: Readonly<Record<AnnotationPlace, string>> = {
  block: 'on a block',
  section: 'in the comment below a heading',
  alone: 'in a comment of its own',
};

const values: Readonly<Record<ValueKind, string>> = {
  none: '',
  phrase: 'or `NAME="words that the operator types"`',
  id: '`NAME=some-name`',
  text: '`NAME="..."`',
  expectation: '`NAME="3 DRIFT lines; stdout some SKIP lines"`',
  duration: '`NAME=10m`',
};

/** What an annotation does and how it is written, in Markdown. */
export function describeAnnotation(name: AnnotationName): string {
  const { value, places: allowed, doc } = ruleOf(name);
  const written = [`**\`${name}\`**`, values[value].replace('NAME', name)]
    .filter((part) => part !== '')
    .join(' ');
  const where = `Stands ${allowed.map((place) => places[place]).join(' or ')}.`;
  return [written, doc, where].join('\n\n');
}
