import { describe, expect, it } from 'vitest';
import { resolveVersion, versionIn } from './npm.ts';

const published = {
  // In the order of a registry that a fix of an older line came to last.
  versions: ['1.9.0', '1.10.0', '4.22.0', '4.7.0', '4.23.0-rc.0', '5.0.0-beta.1', '3.21.1'],
  tags: new Map([
    ['latest', '4.22.0'],
    ['next', '4.23.0-rc.0'],
  ]),
};

describe('a version of what is published', () => {
  it.each([
    ['^4', '4.22.0'],
    ['1.x', '1.10.0'],
    ['>=1.9 <4', '3.21.1'],
    ['~4.7.0', '4.7.0'],
    ['*', '4.22.0'],
    ['4.22.0', '4.22.0'],
    ['^4.23.0-rc.0', '4.23.0-rc.0'],
    ['latest', '4.22.0'],
    ['next', '4.23.0-rc.0'],
  ])('%s is %s', (spec, version) => {
    expect(versionIn(published, 'lib', spec)).toBe(version);
  });

  it.each(['^5', '^7', '4.0.0', 'nightly', 'constructor', '', '1.9.0; ls'])(
    '%j is none',
    (spec) => {
      expect(() => versionIn(published, 'lib', spec)).toThrow(
        expect.objectContaining({
          code: 'VERSION_UNKNOWN',
          message: `lib has no version '${spec}'`,
        }),
      );
    },
  );
});

it('an exact version is taken unasked; what is no name of a package is not asked for', async () => {
  expect(await resolveVersion('no package', 'v1.2.3-rc.1')).toBe('1.2.3-rc.1');
  await expect(resolveVersion('Math of "V8"', 'latest')).rejects.toThrow(
    expect.objectContaining({ code: 'VERSION_UNKNOWN' }),
  );
});
