/** What of WebAssembly is used: packages that know neither Node nor pages have no types of it. */
interface WebAssemblyApi {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: { readonly buffer: ArrayBuffer } } },
  ) => { readonly exports: unknown };
}

interface Globals {
  readonly WebAssembly?: WebAssemblyApi;
  readonly atob: (base64: string) => string;
}

const { WebAssembly: api, atob } = globalThis as unknown as Globals;

/** A module that can be had here; undefined where there is no WebAssembly, or none with SIMD. */
export function compileModule(base64: string): object | undefined {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return api?.validate(bytes) === true ? new api.Module(bytes) : undefined;
}

/** An instance with a memory of so many bytes. */
export function instantiate(
  module: object,
  bytes: number,
): { readonly exports: unknown; readonly memory: ArrayBuffer } {
  const { Memory, Instance } = api!;
  const memory = new Memory({ initial: Math.ceil(bytes / 65_536) });
  const { exports } = new Instance(module, { env: { memory } });
  return { exports, memory: memory.buffer };
}
