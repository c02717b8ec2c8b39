/** Run in a process of its own: opens the backend, computes each kernel, and says what it is. */
import type { OpId, Pass } from '@rectify/backend';
import module from '@rectify/backend-tfjs/node';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const right: Readonly<Record<OpId, Readonly<Record<Pass, (x: number) => number>>>> = {
  relu: { forward: (x) => Math.max(0, x), vjp: (x) => (x > 0 ? 1 : 0) },
  sigmoid: { forward: sigmoid, vjp: (x) => sigmoid(x) * sigmoid(-x) },
  tanh: { forward: Math.tanh, vjp: (x) => 1 - Math.tanh(x) ** 2 },
};

const x = Float32Array.of(-3, -0.5, 0.25, 2, 7);
const dy = new Float32Array(x.length).fill(1);
const backend = await module.open({ threads: 1 });
for (const op of ['relu', 'sigmoid', 'tanh'] as const) {
  for (const pass of ['forward', 'vjp'] as const) {
    // oxlint-disable no-await-in-loop -- one kernel after another
    const kernel = await backend.prepare({ op, pass, dtype: 'float32' });
    await kernel.bind(pass === 'vjp' ? { x, dy } : { x });
    await kernel.run();
    const y = await kernel.read();
    await kernel.dispose();
    // oxlint-enable no-await-in-loop
    for (const [index, at] of x.entries()) {
      const got = y[index] ?? NaN;
      const due = right[op][pass](at);
      if (!(Math.abs(got - due) < 1e-5))
        throw new Error(`${op}/${pass} of ${at} is ${got} instead of ${due}`);
    }
  }
}
console.log(backend.identity.name);
await backend.dispose();
