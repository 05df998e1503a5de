import { dirname, resolve } from 'node:path';
import type { Workspace } from '../lsp/workspace.ts';
import { findInclude } from '../project/find-include.ts';
import { findRoot, isBelowRunbooks } from '../project/find-project.ts';
import type { World } from '../world/world.ts';
import { createLoader, type Loader } from './load-runbook.ts';

/** The projects of an editor's documents, each read when it is first asked for. */
export function openWorkspace(world: World, textOf: (path: string) => string | null): Workspace {
  const loaders = new Map<string, Promise<Loader>>();
  const loaderOf = (path: string): Promise<Loader> => {
    const cwd = dirname(path);
    const root = findRoot(cwd);
    const loader = loaders.get(root) ?? createLoader({ ...world, cwd }, { textOf });
    loaders.set(root, loader);
    return loader;
  };
  return {
    async load(path) {
      const { project, loadFile } = await loaderOf(path);
      return { ...(await loadFile(path)), belowRunbooks: isBelowRunbooks(project, path) };
    },
    candidates: async (path) => (await loaderOf(path)).candidates(),
    async find(path, name) {
      const { project, candidates } = await loaderOf(path);
      const match = findInclude(project, candidates(), name, path);
      return match.type === 'found' ? resolve(project.root, match.candidate.file) : null;
    },
    refresh: () => loaders.clear(),
  };
}
