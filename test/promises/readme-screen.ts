import { fencesBelow } from './readme.ts';

/** The parts of the README's picture of a run: lines that follow each other. */
export function screenOfReadme(): readonly string[] {
  const [screen = ''] = fencesBelow('What an operator sees');
  return screen.split(/\n\n/);
}

/** The README's picture of an expectation that does not hold. */
export function failureOfReadme(): string {
  return fencesBelow('What an operator sees')[1] ?? '';
}

/** What differs from one run, machine or person to another; as it stands in an escaped text. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/^openstack@.*$/gm, 'openstack@\\S+ · \\S+ · \\S+ \\(jesse\\) · [^│]*?'],
  [/where {3}.*$/gm, 'where {3}[\\s\\S]*?target openstack@\\S+'],
  [/\d{8}-\d{4}-[0-9a-f]{4}/g, '\\d{8}-\\d{4}-[0-9a-f]{4}'],
  [/ {2,}\d+\\\.\d+s$/gm, ' {2,}\\d+(?:\\.\\d+)?s'],
  [/\\\(line \d+:/g, '\\(line \\d+:'],
  [/(\\\.md):\d+:\d+$/gm, '\\.md:\\d+:\\d+'],
  [/\w*… {2}\d+ s ago$/gm, '\\w*… {2}\\d+ (?:s|min) ago'],
  [/ {2}\d+ s ago$/gm, ' {2}\\d+ (?:s|min) ago'],
];

/** Throws unless the lines stand on the screen, one after the other. */
export function findLines(screen: string, lines: string): void {
  const escaped = lines.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const pattern = varying.reduce((text, [varies, instead]) => text.replace(varies, () => instead), escaped);
  if (new RegExp(`^${pattern}\\s*$`, 'm').test(screen)) return;
  throw new Error(`expected\n${lines}\n\non the screen\n${screen}`);
}
