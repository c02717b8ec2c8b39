import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { compileBinding } from './compile.ts';
import { downloadWheel } from './download.ts';
import { failure } from './failure.ts';
import { alone } from './lock.ts';
import { notServed, otherwise, requirePrograms, requireSpace } from './machine.ts';
import { members, pins } from './pins.ts';
import { linked, placeLink, putInPlace } from './place.ts';
import type { Places } from './places.ts';
import { loadedVersion, prove } from './prove.ts';
import { inspect, seal } from './seal.ts';
import { buildStandIns, standInsName } from './stand-ins.ts';
import { unpack } from './unpack.ts';

export interface BuildOptions {
  readonly places: Places;
  /** Called with what is being done. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sees to it that tfjs-node loads; returns its name. Does nothing when it loads already and what it loads is whole.
 * @throws SuiteError
 */
export async function ensureBuilt(o: BuildOptions): Promise<string> {
  const { places, say, signal } = o;
  const present = await presentName(o);
  if (present !== null) {
    say('it is there already, and works');
    return present;
  }
  const why = notServed();
  if (why !== null) throw failure(why, otherwise);
  await mkdir(places.cache, { recursive: true });
  await alone(
    places.cache,
    () => fillCache(o),
    () => say('another process is building: waiting for it'),
  );
  say(`linking ${pins.package} to ${places.built}`);
  await placeLink(join(places.built, 'tfjs_binding.node'), places.binding);
  say('loading it in a process of its own');
  const proof = await prove(signal);
  if (proof.ok) return proof.name;
  throw failure(
    `it is built, but does not work\n${proof.said}`,
    `delete ${places.built}, then run it again`,
  );
}

/** The name of what is there when it works and, where we built it, is whole; null otherwise. */
async function presentName({ places, say, signal }: BuildOptions): Promise<string | null> {
  if (!existsSync(places.binding)) return null;
  const link = await linked(places.binding);
  const ours = link?.startsWith(places.cache + sep) ?? false;
  const [proof, state] = await Promise.all([prove(signal), ours ? inspect(places.built) : 'whole']);
  if (!proof.ok) say(`what is there does not work: ${proof.said}`);
  return proof.ok && state === 'whole' ? proof.name : null;
}

/** Builds unless the cache has a whole build. */
async function fillCache(o: BuildOptions): Promise<void> {
  const { cache, built } = o.places;
  const state = await inspect(built);
  if (state === 'whole') return;
  if (state === 'broken') o.say(`${built} is damaged: building again`);
  await requirePrograms();
  await removeAbandoned(cache);
  await requireSpace(cache);
  const work = await mkdtemp(join(cache, '.build-'));
  try {
    await putInPlace(await build(work, o), built);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What builds left that were killed: nobody else builds now. */
async function removeAbandoned(cache: string): Promise<void> {
  const abandoned = (await readdir(cache)).filter((name) => name.startsWith('.build-'));
  await Promise.all(abandoned.map((name) => rm(join(cache, name), { recursive: true })));
}

/** Builds below `work`; returns the folder with the result, sealed. */
async function build(work: string, { places, say, signal }: BuildOptions): Promise<string> {
  const { name, sha256, megabytes } = pins.wheel;
  say(`downloading libtensorflow ${pins.library} (${name}, ${megabytes} MB)`);
  const wheel = await downloadWheel({ name, version: pins.library, sha256 }, work, signal);

  say('unpacking it');
  const { api, framework, headers, license } = members;
  await unpack(wheel, work, [api, framework, ...headers, license], signal);
  await rm(wheel);
  const folder = join(work, 'out');
  await mkdir(folder);
  for (const member of [api, framework, license])
    // oxlint-disable-next-line no-await-in-loop -- three renames
    await rename(join(work, member), join(folder, basename(member)));

  say('compiling stand-ins for the CPython symbols that it mentions');
  await buildStandIns(join(folder, basename(api)), work, join(folder, standInsName));

  say('compiling the binding');
  const binding = await compileBinding(
    {
      package: places.package,
      headers: join(work, 'tensorflow/include'),
      folder,
      libraries: [standInsName, basename(api), basename(framework)],
    },
    signal,
  );
  const version = await loadedVersion(binding, signal);
  if (version !== pins.library)
    throw failure(`the library says that it is ${version}`, 'the pins do not fit together');
  await seal(folder);
  return folder;
}
