import type { KnownTool } from '../known-tool.ts';

const whatFilesSay = 'runs what files of the project say';

const languagePackages: KnownTool = {
  names: 'pip pip3 pipx gem npm yarn pnpm cargo go',
  runsFiles: true,
  entries: [
    ['mutates', 'run|run-script|exec|test|t|start|stop|restart|build|b|bench', whatFilesSay],
    ['reads', '--help|--version|--dry-run'],
    ['destroys', 'uninstall|remove|rm|unpublish|clean|prune', 'removes packages'],
    [
      'reads',
      'list|ls|ll|la|show|view|info|search|outdated|freeze|check|why|explain|ping|whoami|root|prefix|bin|help|inspect',
    ],
    ['reads', 'tree|metadata|version|env|doc|vet|pkgid|locate-project|read-manifest|environment|licenses'],
    ['mutates', 'audit fix', 'changes packages'],
    ['reads', 'audit'],
    ['reads', 'config get|list|ls'],
    ['reads', 'mod graph|why|verify'],
  ],
  otherwise: ['mutates', 'changes packages or runs what the project has for that'],
};

const build: KnownTool = {
  names: 'make cmake ninja',
  runsFiles: true,
  entries: [
    ['reads', '-n|--dry-run|--just-print|-q|--question'],
    [
      'destroys',
      '... clean|distclean|mrproper|clean-*|destroy|destroy-*|*-destroy',
      'deletes what its rules say',
    ],
    [
      'mutates',
      '... install|deploy|deploy-*|apply|apply-*|publish|release|push',
      'changes what its rules say',
    ],
  ],
  otherwise: ['mutates', whatFilesSay],
};

const projectBuild: KnownTool = {
  runsFiles: true,
  names: 'mvn mvnw gradle gradlew ant rake just task bazel meson scons tox nox invoke',
  valued: '-f --file -P -D -p --project-dir -C',
  entries: [
    ['reads', '--version|-v|-version|--help|-h|-n|--dry-run|--list|-l|-T|--tasks|--summary'],
    ['reads', 'tasks|projects|dependencies|properties|help|query|cquery|info'],
    ['reads', 'dependency:tree|help:*|validate|dependency:list'],
    ['destroys', '... clean|distclean|destroy', 'deletes what its rules say'],
  ],
  otherwise: ['mutates', whatFilesSay],
};

/** Tools that run what files of a project say, and those that fetch its packages. */
export const builds: readonly KnownTool[] = [languagePackages, build, projectBuild];
