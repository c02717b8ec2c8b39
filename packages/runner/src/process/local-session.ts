import type { BackendModule, Deviation } from '@rectify/backend';
import { newHost } from './host.ts';
import type { Session } from './session.ts';

/** Opens a module in this process: for tests of a backend, where a crash may take the test along. */
export function openLocal(
  module: BackendModule,
  o: { readonly threads?: number; readonly deviations?: readonly Deviation[] } = {},
): Session {
  const host = newHost();
  const { threads = 1, deviations = [] } = o;
  return {
    start: (requests) =>
      host.start({ load: async () => ({ module, deviations }), threads, requests }),
    run: (request, batch) => host.run(request, batch),
    time: (job) => host.time(job),
    async close() {
      await host.stop();
      return null;
    },
  };
}
