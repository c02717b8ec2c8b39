import type {
  Backend,
  DType,
  Kernel,
  KernelInputs,
  KernelRequest,
  TypedArray,
} from '@rectify/backend';
import { isSuiteError, kernelName } from '@rectify/backend';
import type { Batch, GridOptions } from '@rectify/conformance';
import { floatTypes } from '@rectify/float';
import { describeIssues } from '../issues.ts';
import { timeKernel } from '../measure/timing.ts';
import { newFiller } from '../sweep/fill.ts';
import type { Piece } from '../sweep/window.ts';
import { supportSchema } from './answers.ts';
import { errorText } from './error-text.ts';
import type { Loaded } from './load.ts';
import { backendFault } from './load.ts';
import { checked, observed } from './observed.ts';
import type {
  Answers,
  Claim,
  Errored,
  ModuleInfo,
  Ran,
  Started,
  Timed,
  TimeJob,
} from './protocol.ts';

/** A backend opened in this process, answering the session's commands. Nothing here throws. */
export interface Host {
  start(o: {
    readonly load: () => Promise<Loaded>;
    readonly threads: number;
    readonly requests: readonly KernelRequest[];
  }): Promise<Started>;
  run(request: KernelRequest, batch: Batch): Promise<Ran>;
  /** Writes the results of a piece of a sweep into the window. */
  fill(request: KernelRequest, options: GridOptions, piece: Piece): Promise<Answers['fill']>;
  time(job: TimeJob): Promise<Timed>;
  /** Releases the kernel and the backend. */
  stop(): Promise<void>;
}

/**
 * One kernel is kept prepared: that of the last command.
 * @param window descriptor of the file that results of sweeps go to
 */
export function newHost(window?: number): Host {
  let backend: Backend | null = null;
  let kept: { readonly name: string; readonly kernel: Kernel } | null = null;
  const filler = window === undefined ? null : newFiller(window);

  const release = async (): Promise<void> => {
    const last = kept;
    kept = null;
    await last?.kernel.dispose();
  };

  const prepared = async (request: KernelRequest): Promise<Kernel> => {
    const name = kernelName(request);
    if (kept?.name === name) return kept.kernel;
    await release();
    if (backend === null) throw new Error('no backend is open');
    kept = { name, kernel: await backend.prepare(request) };
    return kept.kernel;
  };

  /** What the action gives; when it throws, the kernel is given up, for its state is unknown. */
  const guarded = async <T>(action: () => Promise<T>): Promise<T | Errored> => {
    try {
      return await action();
    } catch (error) {
      await release().catch(() => undefined);
      return { kind: 'errored', message: `threw ${errorText(error)}` };
    }
  };

  return {
    async start({ load, threads, requests }) {
      try {
        const { module, deviations } = await load();
        const info: ModuleInfo = { id: module.id, runtime: module.runtime.package, deviations };
        const { data: support, error: strange } = supportSchema.safeParse(await module.probe());
        if (strange !== undefined)
          return {
            kind: 'errored',
            message: `its probe gave no answer: ${describeIssues(strange)}`,
          };
        if (!support.ok) return { kind: 'unavailable', module: info, note: support.note };
        const opened: Backend = await module.open({ threads });
        const fault = backendFault(opened);
        if (fault !== null)
          return {
            kind: 'errored',
            message: `open must give { identity, supports, prepare, dispose }: ${fault}`,
          };
        backend = opened;
        const claims = requests.map((request) => claimOf(opened, request));
        // Only plain values pass between processes, whatever else the backend keeps in its identity.
        const { id, name, version, device, threads: used } = opened.identity;
        const identity = { id, name, version, device, threads: used };
        return { kind: 'opened', module: info, identity, claims };
      } catch (error) {
        if (isSuiteError(error)) {
          const { code, message, hint } = error;
          return { kind: 'refused', code, message, hint };
        }
        return { kind: 'errored', message: `threw ${errorText(error)}` };
      }
    },
    run: (request, batch) =>
      guarded(async () => {
        const kernel = await prepared(request);
        await kernel.bind(placed(request.dtype, batch));
        await kernel.run();
        return observed(await kernel.read(), request.dtype, batch.x.length);
      }),
    fill: (request, options, piece) =>
      guarded(async () => {
        if (filler === null) throw new Error('there is no window to fill');
        const kernel = await prepared(request);
        return filler.fill(request, options, piece, async (inputs) => {
          await kernel.bind(inputs);
          await kernel.run();
          return checked(await kernel.read(), request.dtype, inputs.x.length);
        });
      }),
    time: (job) => guarded(async () => timeKernel(await prepared(job.cell), job)),
    async stop() {
      await release();
      const last = backend;
      backend = null;
      await last?.dispose();
    },
  };
}

function claimOf(backend: Backend, request: KernelRequest): Claim {
  try {
    const { data: support, error } = supportSchema.safeParse(backend.supports(request));
    if (support === undefined)
      return { kind: 'errored', message: `supports gave no answer: ${describeIssues(error)}` };
    return support.ok
      ? { kind: 'supported', origin: support.origin }
      : { kind: 'unsupported', reason: support.reason, note: support.note };
  } catch (error) {
    return { kind: 'errored', message: `supports threw ${errorText(error)}` };
  }
}

/** Copies of a batch's arrays, each `offset` elements into its buffer. */
function placed(dtype: DType, { x, dy, offset }: Batch): KernelInputs {
  const copied = (values: TypedArray): TypedArray => {
    const view = floatTypes[dtype].arrays.make(offset + values.length).subarray(offset);
    view.set(values);
    return view;
  };
  return dy === undefined ? { x: copied(x) } : { x: copied(x), dy: copied(dy) };
}
