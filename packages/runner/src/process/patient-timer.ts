/**
 * Settles after so much time in which an answer could have been heard. A judge blocks this thread for a while; that is
 * not the process's silence, so what the timer is late by is waited for again.
 */
export function patientTimer(ms: number): {
  readonly expired: Promise<'silent'>;
  readonly cancel: () => void;
} {
  let timer: NodeJS.Timeout;
  const expired = new Promise<'silent'>((resolve) => {
    const wait = (span: number): void => {
      const due = performance.now() + span;
      timer = setTimeout(() => {
        const late = performance.now() - due;
        if (late > 50) wait(Math.min(late, ms));
        else resolve('silent');
      }, span);
    };
    wait(ms);
  });
  return { expired, cancel: () => clearTimeout(timer) };
}
