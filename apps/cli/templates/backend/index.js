// @ts-check
/** The adapter: how rectify calls a library. As generated, it judges `Math` of the JavaScript engine. */
import { defineBackend } from '@rectify/backend';

export { deviations } from './deviations.js';

/** @typedef {Float32Array<ArrayBuffer>} Floats */
/** @typedef {(x: Floats, dy: Floats) => Floats} Call */

/** Derivatives from e = exp(−|x|), which cancels nowhere; y · (1 − y) would lose all of it where y is 1. */
const slope = {
  /** @param {number} x */
  sigmoid(x) {
    const e = Math.exp(-Math.abs(x));
    return e / (1 + e) ** 2;
  },
  /** @param {number} x */
  tanh: (x) => 4 * slope.sigmoid(2 * x),
};

/**
 * Replace these by calls of your library, and leave out what it does not have: arrays in, an array of the same length
 * out. A `vjp` is a gradient: from x and dy it gives dx.
 * @type {Readonly<Record<string, Call>>}
 */
const calls = {
  'relu/forward': (x) => x.map((v) => (v > 0 || Number.isNaN(v) ? v : 0)),
  'relu/vjp': (x, dy) => dy.map((d, i) => (x[i] > 0 ? d : 0)),
  'sigmoid/forward': (x) => x.map((v) => 1 / (1 + Math.exp(-v))),
  'sigmoid/vjp': (x, dy) => dy.map((d, i) => d * slope.sigmoid(x[i])),
  'tanh/forward': (x) => x.map((v) => Math.tanh(v)),
  'tanh/vjp': (x, dy) => dy.map((d, i) => d * slope.tanh(x[i])),
};

/**
 * Only `run` is timed: what moves data to and from a device belongs into `bind` and `read`.
 * @param {Call} call
 * @returns {import('@rectify/backend').Kernel}
 */
function kernelOf(call) {
  let y = new Float32Array();
  let [x, dy] = [y, y];
  return {
    bind(inputs) {
      // Only for float32 is it asked: `supports` says so.
      x = /** @type {Floats} */ (inputs.x);
      dy = /** @type {Floats} */ (inputs.dy ?? x);
    },
    run() {
      y = call(x, dy);
    },
    read: () => y,
    dispose() {},
  };
}

export default defineBackend({
  id: 'my-backend',
  // The package whose versions the deviations are about.
  runtime: { package: 'node', versions: '>=22' },
  // Whether the library can be had on this machine; never throws.
  probe: async () => ({ ok: true, origin: 'native' }),
  open: async () => ({
    identity: {
      id: 'my-backend',
      name: 'Math of V8',
      version: process.versions.node,
      device: 'cpu',
      threads: 1,
    },
    supports({ op, pass, dtype }) {
      if (dtype !== 'float32') return { ok: false, reason: 'no-dtype', note: 'float32 only' };
      return `${op}/${pass}` in calls
        ? { ok: true, origin: 'native' }
        : { ok: false, reason: 'no-op', note: `there is no ${op}/${pass}` };
    },
    // Called for what is supported only.
    prepare: ({ op, pass }) => kernelOf(calls[`${op}/${pass}`]),
    dispose() {},
  }),
});
