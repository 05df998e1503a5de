// Loaded before a command: every sync takes BENCH_SYNC_MS longer, as on a disk that has to wait for its platters or
// for another machine.
const fs = require('node:fs');

const wait = Number(process.env.BENCH_SYNC_MS);
const sleeper = new Int32Array(new SharedArrayBuffer(4));

for (const name of ['fsyncSync', 'fdatasyncSync']) {
  const sync = fs[name];
  fs[name] = (fd) => {
    Atomics.wait(sleeper, 0, 0, wait);
    sync(fd);
  };
}

const { fsync } = fs;
fs.fsync = (fd, done) => setTimeout(() => fsync(fd, done), wait);
