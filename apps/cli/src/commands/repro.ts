import { kernelName } from '@rectify/backend';
import { exitCodes } from '@rectify/record';
import { parseWitness, type WitnessAddress, witnessForm } from '@rectify/report';
import type { CallsOptions } from '@rectify/runner';
import type { AlignedRow } from '../aligned.ts';
import { aligned } from '../aligned.ts';
import { defineCommand } from '../command-row.ts';
import { threads, timeout } from '../options/run.ts';
import { type Answer, batchOf, callAgain, emptyBatch } from '../witness/call.ts';
import { inputRows } from '../witness/rows.ts';

/** What is shown, and what it is shown of. */
interface Shown {
  readonly rows: readonly AlignedRow[];
  readonly answers: readonly Answer[];
}

async function showEmpty(address: WitnessAddress, options: CallsOptions): Promise<Shown> {
  const answers = await callAgain(address, [emptyBatch(address)], options);
  const [answer = 'nothing'] = answers;
  const got = typeof answer === 'string' ? answer : `length ${answer.length}`;
  return {
    rows: [
      { head: ['x'], text: 'length 0' },
      { head: ['due'], text: 'length 0' },
      { head: ['got'], text: got },
    ],
    answers,
  };
}

/** Each input alone; then in the call that it needs, as often as it takes. */
async function showInputs(address: WitnessAddress, options: CallsOptions): Promise<Shown> {
  const { inputs, calls } = address;
  const plans = inputs.map((input) => {
    const alone = batchOf(address, { ...input, lane: null });
    const isAlone = input.lane === null;
    const within = Array.from({ length: isAlone && calls === 1 ? 0 : calls }, () =>
      batchOf(address, input),
    );
    // What shows alone needs no first call of its own.
    return isAlone ? { alone, within: within.slice(1) } : { alone, within };
  });
  const answers = await callAgain(
    address,
    plans.flatMap(({ alone, within }) => [alone, ...within]),
    options,
  );
  let next = 0;
  const rows = plans.flatMap(({ within }, at) => {
    const [alone = 'nothing', ...rest] = answers.slice(next, (next += 1 + within.length));
    return inputRows(address, inputs[at]!, { alone, within: rest }, at === 0 ? 'x' : 'other x');
  });
  return { rows, answers };
}

export const repro = defineCommand({
  about: 'run one witness again: decimal, bits, due and got',
  arguments: [
    { name: '<witness>', help: `${witnessForm}, as a report prints it` },
    {
      name: '[backend]',
      help: "asked instead: needed for a harness, as 'exec:<command line>'",
    },
  ],
  options: { timeout, threads },
  examples: [['rectify repro ort-node:sigmoid/forward/float32:0xc2b00000', 'sigmoid(-88)']],
  async run([text, backend], o) {
    const given = parseWitness(text);
    const address = { ...given, backend: backend ?? given.backend };
    const options = { timeoutMs: o.timeout * 1000, threads: o.threads[0] };
    const show = address.inputs.length === 0 ? showEmpty : showInputs;
    const { rows, answers } = await show(address, options);
    const kernel = { head: ['kernel'], text: `${kernelName(address)} of ${address.backend}` };
    process.stdout.write(aligned([kernel, ...rows]));
    return answers.some((one) => typeof one === 'string') ? exitCodes.failed : exitCodes.fine;
  },
});
