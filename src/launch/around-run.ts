import type { BlockResult, BlockRun, Session } from '../run/ports.ts';

/** The same session, with something done around the running of each block. */
export function aroundRun(
  session: Session,
  around: (run: () => Promise<BlockResult>, block: BlockRun) => Promise<BlockResult>,
): Session {
  return {
    get pid() {
      return session.pid;
    },
    run: (block) => around(() => session.run(block), block),
    values: (names) => session.values(names),
    assign: (values) => session.assign(values),
    directory: (cwd) => session.directory(cwd),
    interrupt: () => session.interrupt(),
    shell: (log) => session.shell(log),
    takeLost: () => session.takeLost(),
    keep: () => session.keep(),
    lateOutput: () => session.lateOutput(),
    close: () => session.close(),
  };
}
