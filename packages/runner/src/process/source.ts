import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A module of this package that is started by itself, beside the module at `url`. Unbuilt sources resolve each other by their source condition,
 * whatever started this process.
 */
export function sourceOf(
  url: string,
  name: string,
): { readonly file: string; readonly conditions: readonly string[] } {
  const extension = extname(fileURLToPath(url));
  return {
    file: fileURLToPath(new URL(`${name}${extension}`, url)),
    conditions: extension === '.ts' ? ['--conditions=@rectify/source'] : [],
  };
}
