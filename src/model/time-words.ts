const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long something took, from milliseconds: `2.1s`, `4m12s`, `1h03m`. */
export function tellDuration(ms: number): string {
  if (ms < 59_950) return `${(Math.max(0, ms) / second).toFixed(1)}s`;
  const whole = Math.round(ms / second) * second;
  if (whole < hour) return `${Math.floor(whole / minute)}m${two(Math.floor((whole % minute) / second))}s`;
  return `${Math.floor(whole / hour)}h${two(Math.floor((whole % hour) / minute))}m`;
}

/** The same in whole seconds, for what is still going on: tenths would flicker. */
export function tellSeconds(ms: number): string {
  return ms < minute ? `${Math.floor(Math.max(0, ms) / second)}s` : tellDuration(ms);
}

/** How long ago something was, from milliseconds: `20 s ago`, `4 min ago`, `2 h 5 min ago`. */
export function tellAgo(ms: number): string {
  const since = Math.max(0, ms);
  if (since < minute) return `${Math.floor(since / second)} s ago`;
  if (since < hour) return `${Math.floor(since / minute)} min ago`;
  return `${Math.floor(since / hour)} h ${Math.floor((since % hour) / minute)} min ago`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
