import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from './failure.ts';
import { pins } from './pins.ts';
import { run, tail } from './programs.ts';

export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

const pipOptions = [
  '--no-input',
  '--no-cache-dir',
  '--disable-pip-version-check',
  '--no-deps',
  '--only-binary=:all:',
  '--require-hashes',
  ...pins.wheel.tags,
];

/**
 * Has pip fetch a wheel into a folder, from wherever pip is set up to look; returns its path.
 * @throws SuiteError when it cannot be had, or has another hash
 */
export async function downloadWheel(
  { name, version, sha256 }: Wheel,
  folder: string,
  signal?: AbortSignal,
): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const show = process.stderr.isTTY; // pip's progress bar
  const { code, stderr } = await run(
    'python3',
    [
      '-m',
      'pip',
      'download',
      ...pipOptions,
      ...(show ? [] : ['--quiet']),
      `--dest=${folder}`,
      `--requirement=${requirements}`,
    ],
    // pip's own temporary copy stays on the disk whose space was looked at.
    { env: { TMPDIR: folder, PIP_REQUIRE_VIRTUALENV: '0' }, show, signal },
  );
  if (code !== 0) throw downloadFailure(`${name} ${version}`, stderr);
  const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw failure('pip downloaded nothing', 'run it again');
  return join(folder, wheel);
}

function downloadFailure(what: string, said: string): Error {
  const words = tail(said);
  if (/DO NOT MATCH THE HASHES/i.test(said))
    return failure(
      `${what} came with another hash than the pinned one\n${words}`,
      'the package index, or what is between, gives out something else: do not use it',
    );
  return /no matching distribution/i.test(said)
    ? failure(
        `pip found no ${what}\n${words}`,
        'the package index cannot be reached or does not have it: see python3 -m pip config list',
      )
    : failure(`pip could not download ${what}\n${words}`, 'look at the network, then run it again');
}
