import { clauses } from '@rectify/spec';
import { oracle } from '@rectify/oracle';
import { openGrid } from './src/grid-blocks.ts';
const spin = (ms: number) => {
  const t = performance.now();
  while (performance.now() - t < ms);
};
for (const op of ['relu', 'sigmoid', 'tanh'] as const)
  for (const pass of ['forward', 'vjp'] as const) {
    const request = { op, pass, dtype: 'float32' } as const;
    const grid = openGrid(request, {
      depth: 'exhaustive',
      seed: 1,
      clauses: clauses.filter((c) => c.op === op && c.pass === pass),
    });
    const o = oracle(op, pass);
    const times: number[] = [];
    for (const b of [900, 1000, 1010, 1016, 1024, 1032, 1040, 1050, 1060, 1100, 1300]) {
      const conv = grid.block(b);
      let step = conv.next();
      let own = 0;
      let n = 0;
      while (!step.done) {
        const x = step.value.x as Float32Array;
        const y = new Float32Array(x.length);
        o.fill(x, undefined, y, new Float64Array(x.length));
        const a = performance.now();
        step = conv.next({ kind: 'returned', y });
        own += performance.now() - a;
        n += x.length;
      }
      times.push((own * 1e6) / n);
    }
    console.log(op, pass, times.map((t) => t.toFixed(1)).join(' '));
  }
