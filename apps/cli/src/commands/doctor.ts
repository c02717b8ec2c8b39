import { environment } from '@rectify/runner';
import { specVersion } from '@rectify/spec';
import { inventory } from '../present.ts';
import { wayToGet } from '../registry.ts';
import { aligned } from '../rows.ts';
import { backendRow } from './list.ts';

/** Prints what is installed, what is missing and how to get it. */
export async function doctor(version: string): Promise<void> {
  const { cpu, platform, arch, osRelease, libc, node, v8 } = environment();
  const backends = await inventory();
  const missing = backends.filter(({ available }) => !available);
  const machine = aligned([
    { head: ['rectify'], text: `${version}, spec ${specVersion}` },
    { head: ['Node'], text: `${node}, V8 ${v8}` },
    {
      head: ['system'],
      text: `${platform} ${arch} ${osRelease}${libc === null ? '' : `, ${libc}`}`,
    },
    { head: ['CPU'], text: `${cpu.model}, ${cpu.cores} cores` },
    { head: ['ISA'], text: cpu.isa.length === 0 ? 'unknown here' : cpu.isa.join(' ') },
  ]);
  const advice = missing.map(({ id, runtime }) => ({
    head: [id],
    text: wayToGet(id, runtime),
  }));
  process.stdout.write(
    `${machine}\nbackends\n${aligned(backends.map(backendRow), '  ')}` +
      (advice.length === 0 ? '' : `\nhow to get what is missing\n${aligned(advice, '  ')}`),
  );
}
