import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository } from '../../src/project/create-repository.ts';
import { findProject } from '../../src/project/find-project.ts';
import { projectFiles } from './project-files.ts';

test('a link to a runbook is no second one with its id, and a copy is', async () => {
  const text = '---\nrunbook: restart\n---\n';
  const root = projectFiles({ 'runbook.config.yaml': '', 'runbooks/a.md': text });
  symlinkSync('a.md', join(root, 'runbooks/0.md'));
  const idsOf = async (folder: string) =>
    createRepository(await findProject(folder))
      .withId('restart')
      .map(({ file }) => file);
  expect(await idsOf(root)).toEqual(['runbooks/a.md']);

  const copied = projectFiles({ 'runbook.config.yaml': '', 'runbooks/a.md': text, 'runbooks/b.md': text });
  expect(await idsOf(copied)).toEqual(['runbooks/a.md', 'runbooks/b.md']);
});
