export const dtypes = ['float32', 'float16', 'bfloat16', 'float64'] as const;
/** An element type. float16 and bfloat16 arrays are `Uint16Array`s of bits, so that every runtime can hold them. */
export type DType = (typeof dtypes)[number];
/** float32 → Float32Array, float64 → Float64Array, float16 and bfloat16 → Uint16Array of bits. */
export type TypedArray = Float32Array | Float64Array | Uint16Array;
