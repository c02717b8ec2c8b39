import { describe, expect, test } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { render } from '../formats/index.ts';
import { unstyled } from './style.ts';

const sample = await everyOutcome();
const shown = (format: Parameters<typeof render>[0], run: Partial<typeof sample.run>): string =>
  render(format, { ...sample, run: { ...sample.run, ...run } }, { width: 100, style: unstyled });
const other = { seed: '7', command: 'rectify verify lossy --seed 7' };

describe.each(['pretty', 'junit', 'tap', 'sarif', 'markdown', 'github'] as const)(
  '%s',
  (format) => {
    test('says of what fails which seed found it, and the command', () => {
      expect(shown(format, other)).toContain('with seed 7; again: rectify verify lossy --seed 7');
    });

    test('says nothing of the usual seed', () => {
      expect(shown(format, { seed: '1' })).not.toContain('with seed');
    });

    test('knows that a merge judges nothing', () => {
      const merged = shown(format, { seed: '7', command: 'rectify merge a.jsonl' });
      expect(merged).toContain('with seed 7; again: the command of the shards with --seed 7');
    });
  },
);
