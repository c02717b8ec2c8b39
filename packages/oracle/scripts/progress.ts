const interval = 10_000;

/** Writes how far a kernel is, at most every 10 seconds; `now` in milliseconds. */
export function progress(
  name: string,
  total: number,
  now: () => number,
  write: (line: string) => void,
): (done: number) => void {
  const began = now();
  let last = began;
  return (done) => {
    if (now() - last < interval && done < total) return;
    last = now();
    const seconds = Math.max((last - began) / 1000, 1e-3);
    const rate = done / seconds;
    const percent = ((100 * done) / total).toFixed(1);
    const left = Math.round((total - done) / rate);
    write(
      done < total
        ? `${name}: ${percent} %, ${(rate / 1e6).toFixed(1)} M inputs/s, ${left} s left`
        : `${name}: all ${total.toLocaleString('en')} inputs in ${Math.round(seconds)} s, ${(rate / 1e6).toFixed(1)} M inputs/s`,
    );
  };
}
