import { expect, it } from 'vitest';
import { progress } from './progress.ts';

it('says every ten seconds how far it is, and when it is done', () => {
  let now = 0;
  const lines: string[] = [];
  const tell = progress(
    'tanh-vjp',
    4_000_000_000,
    () => now,
    (line) => lines.push(line),
  );
  for (const second of [4, 10, 14, 20]) {
    now = second * 1000;
    tell(second * 100_000_000);
  }
  now = 40_000;
  tell(4_000_000_000);
  expect(lines).toEqual([
    'tanh-vjp: 25.0 %, 100.0 M inputs/s, 30 s left',
    'tanh-vjp: 50.0 %, 100.0 M inputs/s, 20 s left',
    'tanh-vjp: all 4,000,000,000 inputs in 40 s, 100.0 M inputs/s',
  ]);
});
