/** A function that works its result out when it is first asked, and keeps it. */
export function lazily<T>(work: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: work() };
    return kept.value;
  };
}
