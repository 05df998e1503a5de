/** What a key below `runbook:` takes; `later`: part of the language, refused until it is built. */
export type FrontmatterKind = 'id' | 'text' | 'commands' | 'variables' | 'ids' | 'later';

/** Every key that may stand below `runbook:`. */
export const frontmatterKeys = {
  id: 'id',
  target: 'text',
  host: 'text',
  user: 'text',
  cwd: 'text',
  needs: 'commands',
  inputs: 'later',
  secrets: 'variables',
  after: 'ids',
} as const satisfies Readonly<Record<string, FrontmatterKind>>;

export type FrontmatterKey = keyof typeof frontmatterKeys;

export function isFrontmatterKey(name: string): name is FrontmatterKey {
  return Object.hasOwn(frontmatterKeys, name);
}
