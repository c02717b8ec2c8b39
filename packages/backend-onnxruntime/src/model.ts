import { floatTypes } from '@rectify/float';
import { create, toBinary } from '@bufbuild/protobuf';
import type { DType, OpId, Pass } from '@rectify/backend';

import {
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type ValueInfoProto,
} from './onnx.gen.ts';

/**
 * The last set that changed an operator here, but for Where's bfloat16 in 16: newer runtimes take the same kernels, and
 * those from 1.10 on (which know 15) can be judged beside them.
 */
const opset = 14n;
const irVersion = 8n;
/** ONNX's `TensorProto.DataType`, of what the CPU provider has kernels of. */
export const elementTypes: Readonly<Partial<Record<DType, number>>> = {
  float32: 1,
  float16: 10,
  float64: 11,
};

/** `[operator, inputs, output]` */
type Node = readonly [operator: string, inputs: readonly string[], output: string];

const constants: Readonly<Record<string, number>> = { zero: 0, one: 1 };

/**
 * The nodes of each op × pass. ONNX has no gradients, so they are composed, with e = exp(−|x|): σ′ = e/(1+e)² and
 * tanh′ = (2e/(1+e²))². Unlike y(1−y) and 1−y² these cancel nowhere; and e itself underflows only where the result
 * does, which exp(−2|x|) would not wait for: 4·exp(−2|x|) is 0 for a binade or two where tanh′ is not.
 */
export const graphs: Readonly<Partial<Record<OpId, Readonly<Record<Pass, readonly Node[]>>>>> = {
  relu: {
    forward: [['Relu', ['x'], 'y']],
    vjp: [
      ['Greater', ['x', 'zero'], 'positive'],
      ['Where', ['positive', 'dy', 'zero'], 'dx'],
    ],
  },
  sigmoid: {
    forward: [['Sigmoid', ['x'], 'y']],
    vjp: [
      ['Abs', ['x'], 'magnitude'],
      ['Neg', ['magnitude'], 'exponent'],
      ['Exp', ['exponent'], 'e'],
      ['Add', ['e', 'one'], 'base'],
      ['Mul', ['base', 'base'], 'denominator'],
      ['Div', ['e', 'denominator'], 'derivative'],
      ['Mul', ['dy', 'derivative'], 'dx'],
    ],
  },
  tanh: {
    forward: [['Tanh', ['x'], 'y']],
    vjp: [
      ['Abs', ['x'], 'magnitude'],
      ['Neg', ['magnitude'], 'exponent'],
      ['Exp', ['exponent'], 'e'],
      ['Mul', ['e', 'e'], 'square'],
      ['Add', ['square', 'one'], 'base'],
      ['Add', ['e', 'e'], 'double'],
      ['Div', ['double', 'base'], 'root'],
      ['Mul', ['root', 'root'], 'derivative'],
      ['Mul', ['dy', 'derivative'], 'dx'],
    ],
  },
};

/** Name of the one output of a pass. */
export const outputOf: Readonly<Record<Pass, 'y' | 'dx'>> = { forward: 'y', vjp: 'dx' };

/** An ONNX model of an op and dtype in these tables: vectors of one length, `x` → `y` or `x`, `dy` → `dx`; serialized. */
export function model(op: OpId, pass: Pass, dtype: DType): Uint8Array {
  const nodes = graphs[op]![pass];
  const used = new Set(nodes.flatMap(([, inputs]) => inputs));
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion,
      producerName: 'rectify',
      opsetImport: [{ version: opset }],
      graph: {
        name: `${op}_${pass}`,
        node: nodes.map(([opType, inputs, output]) =>
          create(NodeProtoSchema, { opType, name: output, input: [...inputs], output: [output] }),
        ),
        initializer: Object.entries(constants)
          .filter(([name]) => used.has(name))
          .map(([name, value]) =>
            create(TensorProtoSchema, {
              name,
              dataType: elementTypes[dtype]!,
              rawData: rawOf(dtype, value),
            }),
          ),
        input: (pass === 'vjp' ? ['x', 'dy'] : ['x']).map((name) => vector(name, dtype)),
        output: [vector(outputOf[pass], dtype)],
      },
    }),
  );
}

/** One number as bytes. */
function rawOf(dtype: DType, value: number): Uint8Array {
  return new Uint8Array(floatTypes[dtype].arrays.from([value]).buffer as ArrayBuffer);
}

function vector(name: string, dtype: DType): ValueInfoProto {
  const shape = { dim: [{ value: { case: 'dimParam' as const, value: 'n' } }] };
  const tensorType = { elemType: elementTypes[dtype]!, shape };
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: tensorType } },
  });
}
