import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../journal/sha256.ts';
import { configName, type Project } from '../project/find-project.ts';
import { version } from '../world/version.ts';
import type { World } from '../world/world.ts';

/** A hash of what every reading of a document depends on beside its text: this build, the configuration, the tools. */
export function readingContext({ root }: Project, world: Pick<World, 'env'>, askShellCheck: boolean): string {
  const config = readOrNothing(join(root, configName));
  return sha256(JSON.stringify([version, built(), root, config, askShellCheck, toolsIn(world)]));
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** While it is being built, one version is many. */
function built(): number {
  return statSync(fileURLToPath(import.meta.url)).mtimeMs;
}

/** The programs that are asked about code, as far as they can be told apart without starting them. */
function toolsIn({ env }: Pick<World, 'env'>): readonly string[] {
  const folders = ['/usr/bin', '/bin', ...(env.PATH ?? '').split(':')];
  return ['bash', 'shellcheck'].flatMap((name) =>
    folders.flatMap((folder) => {
      try {
        const { size, mtimeMs } = statSync(join(folder, name));
        return [`${folder}/${name} ${size} ${mtimeMs}`];
      } catch {
        return [];
      }
    }),
  );
}
