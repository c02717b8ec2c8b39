import { mustRun } from './programs.ts';

// Python reads zip files of any size, and it is needed for pip in any case.
const program = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    wanted = tuple(sys.argv[3:])
    archive.extractall(sys.argv[2], [name for name in archive.namelist() if name.startswith(wanted)])
`;

/** Unpacks those members of a zip file whose names begin with one of the prefixes. @throws SuiteError */
export async function unpack(
  archive: string,
  folder: string,
  prefixes: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  await mustRun('python3', ['-c', program, archive, folder, ...prefixes], {
    hint: 'look at the free space of the disk, then run it again',
    signal,
  });
}
