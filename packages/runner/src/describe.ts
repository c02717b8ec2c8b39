import type { DType, KernelRequest } from '@rectify/backend';
import { isSuiteError } from '@rectify/backend';

const longest = 2000;

/** What was thrown, as one text of bounded length. */
export function describeError(error: unknown): string {
  if (isSuiteError(error)) return `${error.code}: ${error.message}. Hint: ${error.hint}`;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A kernel as text: `relu/vjp/float32`. */
export function kernelName({ op, pass, dtype }: KernelRequest): string {
  return `${op}/${pass}/${dtype}`;
}

/** The array type that holds a dtype's elements. */
export function arrayName(dtype: DType): 'Float32Array' | 'Float64Array' | 'Uint16Array' {
  switch (dtype) {
    case 'float32':
      return 'Float32Array';
    case 'float64':
      return 'Float64Array';
    case 'float16':
    case 'bfloat16':
      return 'Uint16Array';
    default:
      return dtype satisfies never;
  }
}

/** An array of zeros for a dtype. */
export function newArray(
  dtype: DType,
  length: number,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  switch (dtype) {
    case 'float32':
      return new Float32Array(length);
    case 'float64':
      return new Float64Array(length);
    case 'float16':
    case 'bfloat16':
      return new Uint16Array(length);
    default:
      return dtype satisfies never;
  }
}
