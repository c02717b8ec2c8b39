import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import shipped from '../../schema/stdio.schema.json' with { type: 'json' };
import { jsonSchema } from './json-schema.ts';
import { requestSchema, responseSchemas } from './schema.ts';

it('the shipped schema is what `generate` makes', () => {
  expect(shipped).toEqual(jsonSchema());
});

// Formats are notes in this draft; the pattern beside each is what is held to.
const ajv = new Ajv2020({ validateFormats: false }).addSchema(shipped);
const schemas = {
  request: requestSchema,
  startResponse: responseSchemas.start,
  runResponse: responseSchemas.run,
  timeResponse: responseSchemas.time,
  stopResponse: responseSchemas.stop,
};
const ways = (name: keyof typeof schemas, message: unknown): readonly boolean[] => [
  schemas[name].safeParse(message).success,
  ajv.validate(`rectify/stdio@1#/$defs/${name}`, message),
];

const kernel = { op: 'relu', pass: 'vjp', dtype: 'float32' };
const identity = { id: 'numpy', name: 'NumPy', version: '2.3.1' };

describe('messages of the protocol', () => {
  it.each([
    ['request', { seq: 0, cmd: 'start', protocol: 1 }],
    ['request', { seq: 1, cmd: 'run', ...kernel, x: 'AACAPw==', dy: 'AACAPw==' }],
    ['request', { seq: 1, cmd: 'run', ...kernel, x: '', dy: '' }],
    ['request', { seq: 2, cmd: 'time', ...kernel, x: '', samples: 30, minSampleNs: 1_000_000 }],
    ['request', { seq: 3, cmd: 'stop' }],
    ['startResponse', { seq: 0, identity, kernels: [{ ...kernel, origin: 'autodiff' }] }],
    ['startResponse', { seq: 0, identity: { ...identity, later: 1 }, kernels: [], later: 1 }],
    ['runResponse', { seq: 1, y: 'AACAPw==' }],
    ['runResponse', { seq: 1, unsupported: { reason: 'no-dtype', note: 'none' } }],
    ['runResponse', { seq: 1, error: { message: 'lost', trace: 'at 7' } }],
    ['timeResponse', { seq: 2, ns: [812.5, 790] }],
    ['timeResponse', { seq: 2, unsupported: { reason: 'no-device', note: 'no clock' } }],
    ['stopResponse', { seq: 3 }],
  ] as const)('%s %j is one', (name, message) => {
    expect(ways(name, message)).toEqual([true, true]);
  });

  it.each([
    ['request', { seq: 0, cmd: 'start', protocol: 2 }],
    ['request', { seq: 0, cmd: 'run', ...kernel, pass: 'backward', x: '' }],
    ['startResponse', { seq: 0, identity: { ...identity, id: '../numpy' }, kernels: [] }],
    ['startResponse', { seq: 0, identity, kernels: [kernel] }],
    ['runResponse', { seq: 1, y: '*' }],
    ['runResponse', { y: '' }],
    ['runResponse', { seq: 1, unsupported: { reason: 'lazy', note: '' } }],
    ['timeResponse', { seq: 2, ns: [] }],
    ['timeResponse', { seq: 2, ns: [-1] }],
    ['stopResponse', {}],
  ] as const)('%s %j is none', (name, message) => {
    expect(ways(name, message)).toEqual([false, false]);
  });
});
