import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { LosingDisk } from './losing-disk.ts';

/**
 * Stands in for `src/journal/disk.ts` in the build that is made to crash: what it exports is the real one, but from then
 * on the process kills itself at one of the things it does to the files of a run, whoever does it. RUNBOOK_CRASH_DISK
 * (`CALL:MOMENT:LOSS`) names which; with LOSS, a number, the machine goes down with it: what was not synced is lost, or
 * not, for each file as the number has it.
 */
const [wanted, moment, loss = ''] = (process.env.RUNBOOK_CRASH_DISK ?? '').split(':');
const real = { ...fs };
const lost = new LosingDisk(real);
/** The files of a run that are open, by descriptor. */
const paths = new Map<number, string>();
let calls = 0;

function around<T>(act: () => T, half: () => void = () => {}): T {
  calls += 1;
  const isDue = String(calls) === wanted;
  if (isDue && moment === 'half') half();
  if (isDue && moment !== 'after') die();
  const result = act();
  if (isDue) die();
  return result;
}

function die(): never {
  if (loss !== '') lost.lose(Number(loss));
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen meanwhile.
  for (;;);
}

/** In a run's folder, and not in the one that lives no longer than its session. */
function isOfRun(path: unknown): path is string {
  return typeof path === 'string' && /\/\.runbook\/runs\/[^/]+\/(?!session\/session(?:\/|$))/.test(path);
}

function halfOf(content: string | NodeJS.ArrayBufferView): Buffer {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  return bytes.subarray(0, bytes.length >> 1);
}

function writing<Rest extends unknown[], Result>(
  write: (fd: number, content: string | NodeJS.ArrayBufferView, ...rest: Rest) => Result,
) {
  return (fd: number, content: string | NodeJS.ArrayBufferView, ...rest: Rest): Result => {
    if (!paths.has(fd)) return write(fd, content, ...rest);
    const act = () => write(fd, content, ...rest);
    return around(act, () => real.writeSync(fd, halfOf(content)));
  };
}

function syncing(sync: (fd: number) => void): (fd: number) => void {
  return (fd) => {
    const path = paths.get(fd);
    if (path === undefined) return sync(fd);
    around(() => {
      sync(fd);
      lost.synced(path);
    });
  };
}

Object.assign(fs, {
  openSync: (path: fs.PathLike, flags: fs.OpenMode = 'r', mode?: fs.Mode) => {
    if (isOfRun(path)) lost.opened(path);
    const fd = real.openSync(path, flags, mode);
    if (isOfRun(path) || isOfRun(`${path}/`)) paths.set(fd, String(path));
    else paths.delete(fd);
    return fd;
  },
  mkdirSync: (path: fs.PathLike, options: fs.MakeDirectoryOptions) => {
    if (isOfRun(path)) lost.opened(path);
    return real.mkdirSync(path, options);
  },
  closeSync: (fd: number) => {
    paths.delete(fd);
    real.closeSync(fd);
  },
  writeSync: writing(real.writeSync as (fd: number, content: string | NodeJS.ArrayBufferView) => number),
  writeFileSync: writing(
    real.writeFileSync as (to: number, content: string | NodeJS.ArrayBufferView) => void,
  ),
  fsyncSync: syncing(real.fsyncSync),
  fdatasyncSync: syncing(real.fdatasyncSync),
  fsync: (fd: number, told: fs.NoParamCallback) => {
    const path = paths.get(fd);
    if (path === undefined) return real.fsync(fd, told);
    around(() => {});
    real.fsync(fd, (error) => {
      if (error === null) lost.synced(path);
      told(error);
    });
  },
  ftruncateSync: (fd: number, size: number) => {
    if (!paths.has(fd)) return real.ftruncateSync(fd, size);
    around(() => real.ftruncateSync(fd, size));
  },
  renameSync: (from: string, to: string) => {
    if (!isOfRun(to)) return real.renameSync(from, to);
    around(() => {
      lost.renamed(from, to);
      for (const [fd, path] of paths) if (path === from) paths.set(fd, to);
    });
  },
});
syncBuiltinESMExports();

export * from '../../src/journal/disk.ts';
