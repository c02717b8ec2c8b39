import { environment } from '@rectify/runner';
import { specVersion } from '@rectify/spec';
import { aligned } from '../aligned.ts';
import { defineCommand } from '../command-row.ts';
import { backendRow, inventory } from '../inventory.ts';
import { wayToGet } from '../refs/built-in.ts';

function machine(version: string): string {
  const { cpu, platform, arch, osRelease, libc, node, v8 } = environment();
  return aligned([
    { head: ['rectify'], text: `${version}, spec ${specVersion}` },
    { head: ['Node'], text: `${node}, V8 ${v8}` },
    {
      head: ['system'],
      text: `${platform} ${arch} ${osRelease}${libc === null ? '' : `, ${libc}`}`,
    },
    { head: ['CPU'], text: `${cpu.model}, ${cpu.cores} cores` },
    { head: ['ISA'], text: cpu.isa.length === 0 ? 'unknown here' : cpu.isa.join(' ') },
  ]);
}

export const doctor = defineCommand({
  about: 'what is installed, what is missing and how to get it',
  async run(_, __, { version }) {
    const backends = await inventory();
    const advice = backends
      .filter(({ available }) => !available)
      .map(({ id, runtime }) => ({ head: [id], text: wayToGet(id, runtime) }));
    process.stdout.write(
      `${machine(version)}\nbackends\n${aligned(backends.map(backendRow), '  ')}` +
        (advice.length === 0 ? '' : `\nhow to get what is missing\n${aligned(advice, '  ')}`),
    );
  },
});
