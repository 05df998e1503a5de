import { join } from 'node:path';
import { anchorsOf } from '../lint/anchors.ts';
import type { Repository } from '../lint/repository.ts';
import { parseMarkdown } from '../parse/parse-markdown.ts';
import type { Project } from './find-project.ts';
import { listRunbooks, readHead } from './list-runbooks.ts';
import { oncePerPath, readProjectFiles } from './project-files.ts';
import { readRunbookHead } from './read-id.ts';

/** The files of a project, each looked at once, when it is first asked for. */
export function createRepository(project: Project): Repository {
  const files = readProjectFiles(project, () =>
    listRunbooks(project).map((file) => ({ file, ...readRunbookHead(readHead(join(project.root, file))) })),
  );
  return Object.create(files, {
    anchors: {
      value: oncePerPath((path) => {
        const text = files.read(path);
        return text === null ? null : anchorsOf(parseMarkdown(text.replace(/^\uFEFF/, '')));
      }),
    },
  });
}
