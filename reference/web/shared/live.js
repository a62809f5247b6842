// What changes by itself is asked for again and again: at once, then `milliseconds` after each answer, while the page is
// seen, until `signal` ends it. One question at a time. `ask` may return a number: wait that long instead.
export function every(milliseconds, ask, signal) {
  let timer = null, busy = false;
  const again = async () => {
    if (signal.aborted || busy || document.hidden) return;
    busy = true;
    clearTimeout(timer);
    let wait = milliseconds;
    try {
      wait = (await ask(signal)) ?? milliseconds;
    } catch (trouble) {
      if (trouble.name !== 'AbortError') throw trouble;
    } finally {
      busy = false;
      if (!signal.aborted) timer = setTimeout(again, wait);
    }
  };
  document.addEventListener('visibilitychange', again, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  again();
  return again;
}
