/** What a key below `runbook:` takes. */
export type FrontmatterKind = 'id' | 'text' | 'commands' | 'variables' | 'ids' | 'inputs';

/** Every key that may stand below `runbook:`. */
export const frontmatterKeys = {
  id: 'id',
  target: 'text',
  host: 'text',
  user: 'text',
  cwd: 'text',
  needs: 'commands',
  inputs: 'inputs',
  secrets: 'variables',
  after: 'ids',
} as const satisfies Readonly<Record<string, FrontmatterKind>>;

export type FrontmatterKey = keyof typeof frontmatterKeys;

export function isFrontmatterKey(name: string): name is FrontmatterKey {
  return Object.hasOwn(frontmatterKeys, name);
}
