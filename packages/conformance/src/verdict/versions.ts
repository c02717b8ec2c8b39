import { coerce, satisfies, valid, validRange } from 'semver';

/** A runtime's version as semver: `2.36`, `2.9.0+cu121` and `2.17.0rc1` are, as far as they go; null where there is none. */
function versionOf(text: string): string | null {
  return valid(text) ?? coerce(text, { includePrerelease: true })?.version ?? null;
}

/** Whether a runtime's version is in a semver range; a version that cannot be read is in `*` alone. */
export function isVersionIn(text: string, range: string): boolean {
  const version = versionOf(text);
  return version === null
    ? validRange(range) === '*'
    : satisfies(version, range, { includePrerelease: true });
}

/** The range of a version and its patches. */
export function patchesOf(text: string): string {
  const version = versionOf(text);
  return version === null ? '*' : `~${version}`;
}
