// Preloaded into a command: writes, when its process ends, what that took to the file that BENCH_PROBE names.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { memory: maxRSS / 1024, processor: (userCPUTime + systemCPUTime) / 1000 };
    writeFileSync(process.env.BENCH_PROBE, JSON.stringify(usage));
  });
