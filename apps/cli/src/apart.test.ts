import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demandApart } from './apart.ts';
import { cleanUp, outside } from './fixtures/outside.ts';

afterAll(cleanUp);

const folder = outside();
const path = (name: string): string => join(folder, name);
writeFileSync(path('read'), 'what is read');
linkSync(path('read'), path('hard'));
symlinkSync(path('read'), path('soft'));
symlinkSync('soft', path('softer'));
mkdirSync(path('sub'));
symlinkSync(path('sub'), path('same'));
symlinkSync('new', path('nowhere'));
symlinkSync('round', path('round'));

describe('an output', () => {
  it.each(['read', 'hard', 'soft', 'softer', 'sub/../read', 'same/../read'])(
    'at %s is refused, where that is read',
    (name) => {
      expect(() => demandApart([path(name)], [path('read')])).toThrow(
        expect.objectContaining({
          code: 'USAGE',
          message: expect.stringMatching(/which is read$/),
        }),
      );
    },
  );

  it.each([
    ['new', 'new'],
    ['new', 'nowhere'],
    ['new', 'sub/../new'],
    ['sub/new', 'same/new'],
    ['hard', 'soft'],
  ])('at %s is refused beside one at %s', (a, b) => {
    expect(() => demandApart([path(a), path(b)], [])).toThrow(/two outputs have the same file/);
  });

  it('of its own is not', () => {
    const outputs = ['new', 'newer', 'sub/new', 'round', 'no/folder'].map(path);
    expect(() => demandApart(outputs, [path('read'), path('not there')])).not.toThrow();
  });
});
