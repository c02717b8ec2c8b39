import { suiteError } from '@rectify/backend';
import { publishedOf, versionIn } from './npm.ts';

/**
 * The stable versions from one to another, both included whatever they are.
 * @throws SuiteError USAGE, VERSION_UNKNOWN or REGISTRY_UNREACHABLE
 */
export async function versionsBetween(
  runtime: string,
  o: { readonly from: string; readonly to: string },
): Promise<readonly [string, ...string[]]> {
  const published = await publishedOf(runtime);
  const all = published.versions;
  const from = versionIn(published, runtime, o.from);
  const to = versionIn(published, runtime, o.to);
  const between = all.slice(all.indexOf(from) + 1, all.indexOf(to));
  if (all.indexOf(from) >= all.indexOf(to))
    throw suiteError('USAGE', `${runtime} ${to} is not later than ${from}`, {
      hint: 'give the older version to --from and the newer to --to',
    });
  return [from, ...between.filter((version) => !version.includes('-')), to];
}
