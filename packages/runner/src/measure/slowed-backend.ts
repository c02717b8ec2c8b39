// A backend that does part of its work again: what a comparison must find. Its address says which, and how much:
// slowed-backend.ts?of=<specifier>&by=0.1
import type { Backend, BackendModule, Kernel, KernelInputs } from '@rectify/backend';
import { defineBackend } from '@rectify/backend';
import { loadBackend } from '../process/load.ts';

/** The specifier of a backend that takes longer by a part of its own time. */
export function slowedSpecifier(specifier: string, part: number): string {
  const url = new URL(import.meta.url);
  url.search = new URLSearchParams({ of: specifier, by: String(part) }).toString();
  return url.href;
}

/** A kernel that after each call computes the first part of its inputs again, by a kernel of the same kind. */
function slowedKernel(whole: Kernel, again: Kernel, part: number): Kernel {
  const first = ({ x, dy }: KernelInputs): KernelInputs => {
    const length = Math.round(x.length * part);
    return dy === undefined
      ? { x: x.subarray(0, length) }
      : { x: x.subarray(0, length), dy: dy.subarray(0, length) };
  };
  return {
    bind: async (inputs) => {
      await again.bind(first(inputs));
      await whole.bind(inputs);
    },
    run: () => {
      const ran = whole.run();
      return ran instanceof Promise ? ran.then(() => again.run()) : again.run();
    },
    read: () => whole.read(),
    dispose: async () => {
      await again.dispose();
      await whole.dispose();
    },
  };
}

function slowed(module: BackendModule, part: number): BackendModule {
  return defineBackend({
    ...module,
    open: async (options): Promise<Backend> => {
      const backend = await module.open(options);
      return {
        identity: backend.identity,
        supports: (request) => backend.supports(request),
        prepare: async (request) =>
          slowedKernel(await backend.prepare(request), await backend.prepare(request), part),
        dispose: () => backend.dispose(),
      };
    },
  });
}

const asked = new URL(import.meta.url).searchParams;
const of = asked.get('of');

/** The backend that the address names; none where this module is imported for its functions. */
const named: BackendModule | undefined =
  of === null ? undefined : slowed((await loadBackend(of)).module, Number(asked.get('by')));
export default named;
