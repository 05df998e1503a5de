import type { KnownTool } from '../known-tool.ts';

const git: KnownTool = {
  names: 'git',
  valued: '-C -c --git-dir --work-tree --namespace -n --format --pretty --max-count',
  entries: [
    ['reads', '--help|--version'],
    [
      'mutates',
      '-c=alias.*|-c=core.pager*|-c=core.ssh*|-c=core.editor*|-c=core.hooks*|-c=core.fsmonitor=*|-c=*.textconv*|-c=diff.external*|-c=pager.*|-c=credential.*',
      'names a command that git is to run',
    ],
    ['opaque', '-c=*\0*|--exec-path|--config-env', 'may name a command that git is to run'],
    ['opaque', '--upload-pack|--receive-pack|--ext-diff|--exec', 'names a command that git is to run'],
    ['opaque', 'ls-remote|clone|fetch|pull ext::*', 'names a command that git is to run'],
    ['mutates', 'grep -O|-O*|--open-files-in-pager', 'opens files in a program'],
    ['reads', 'push|clean|add|rm|fetch|commit --dry-run'],
    ['reads', 'clean -n'],
    [
      'destroys',
      'push --force|-f|--force-with-lease|--mirror|--delete|-d|--prune',
      'overwrites or deletes what others have',
    ],
    ['destroys', 'reset --hard', 'discards changes that are not committed'],
    ['destroys', 'clean', 'deletes files that are not tracked'],
    ['destroys', 'checkout|switch -f|--force', 'discards changes that are not committed'],
    ['destroys', 'checkout .', 'discards changes that are not committed'],
    ['destroys', 'restore|rm|filter-branch|filter-repo', 'discards files or history'],
    ['destroys', 'branch|tag -d|-D|--delete', 'deletes a branch or a tag'],
    ['destroys', 'stash drop|clear', 'discards what was stashed'],
    ['destroys', 'worktree|remote remove|rm|prune', 'removes a worktree or a remote'],
    ['mutates', 'log|diff|show|archive --output|-o', 'writes a file'],
    [
      'reads',
      'status|log|diff|show|rev-parse|rev-list|ls-files|ls-tree|ls-remote|cat-file|describe|blame|grep',
    ],
    [
      'reads',
      'shortlog|name-rev|merge-base|for-each-ref|show-ref|check-ignore|verify-commit|verify-tag|count-objects|fsck|help|version|var',
    ],
    ['reads', 'diff-tree|diff-index|diff-files|cherry|range-diff|whatchanged|archive'],
    [
      'reads',
      'branch|tag|remote|stash|reflog|config|submodule|worktree|notes list|show|status|get-url|get|summary',
    ],
    ['reads', 'branch --show-current|-a|-r|-v|-vv|--list|-l|--contains|--merged|--no-merged|--all|--remotes'],
    ['reads', 'tag -l|--list|--contains|--points-at|-v|--verify'],
    [
      'mutates',
      'config --unset|--unset-all|--add|--replace-all|--remove-section|-e|--edit',
      'changes the configuration',
    ],
    ['reads', 'config * $'],
    ['reads', 'config --get|--get-all|--get-regexp|-l|--list'],
    ['reads', 'branch|tag|remote|reflog|submodule|notes $'],
    ['reads', '$'],
  ],
  otherwise: ['mutates', 'changes the repository or its working tree'],
};

const forge: KnownTool = {
  names: 'gh glab',
  valued: '-R --repo -X --method -f -F --field --raw-field -H --header',
  entries: [
    ['reads', '--help|--version'],
    ['destroys', '* delete|close', 'deletes or closes on the forge'],
    ['mutates', 'api -X|--method|-f|-F|--field|--raw-field|--input', 'changes something on the forge'],
    ['reads', 'api|version|status|search|help'],
    ['reads', '* list|view|status|diff|checks|ls|watch|get'],
  ],
  otherwise: ['mutates', 'changes something on the forge'],
};

export const versionControl: readonly KnownTool[] = [git, forge];
