import type { BackendRef } from '@rectify/runner';
import { install } from './install.ts';
import { resolveVersion } from './npm.ts';
import { versionedSpecifier } from './versioned.ts';

/**
 * A backend with another version of its runtime, installed if need be.
 * @param packages the runtime, then what must be of the same version
 * @param wanted a version, a tag or a range
 * @throws SuiteError VERSION_UNKNOWN, REGISTRY_UNREACHABLE or INSTALL_FAILED
 */
export async function refAtVersion(
  { id, specifier, isOfSuite = false }: BackendRef,
  packages: readonly [string, ...string[]],
  wanted: string,
): Promise<BackendRef> {
  const version = await resolveVersion(packages[0], wanted);
  const folder = await install(packages, version);
  return {
    id: `${id}@${version}`,
    isOfSuite,
    specifier: versionedSpecifier({ adapter: specifier, folder, packages }),
  };
}
