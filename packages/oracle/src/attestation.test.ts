import { readFileSync } from 'node:fs';
import { bitsOf, fromBits, parseHex } from '@rectify/float';
import { ops } from '@rectify/spec';
import { describe, expect, it } from 'vitest';
import type { Attestation, Hard, KernelProof } from '../scripts/attestation.ts';
import { definition } from '../scripts/attestation.ts';
import { stridedHashes } from '../scripts/digest.ts';
import type { Subject } from '../scripts/kernels.ts';
import { nameOf, subjects } from '../scripts/kernels.ts';
import { oracle } from './truth.ts';

const file = new URL('../../../records/oracle/attestation.json', import.meta.url);
const attestation = JSON.parse(readFileSync(file, 'utf8')) as Attestation;

it('attests every kernel', () => {
  expect(attestation.definition).toEqual(definition);
  expect(attestation.kernels.map(nameOf)).toEqual(subjects.map(nameOf));
});

describe.each(subjects)('$op/$pass as attested', (subject) => {
  const proof = proofOf(subject);

  it('gives the same results on one input in 1,024, by fill and by fillBoth', () => {
    const { offset, hash } = proof.strided;
    expect(offset).toBe(subject.offset);
    expect(stridedHashes(subject)).toEqual({ fill: hash, fillBoth: hash });
  });

  it('is tested on every float, and each is decided by one method', () => {
    const { tested, fast, wide, nan, independent } = proof;
    expect(tested).toBe(2 ** 32);
    expect(nan).toBe(2 ** 24 - 2);
    expect(fast + wide + nan).toBe(tested);
    expect(independent).toMatchObject({ disagreements: 0, undecided: 0, inaccurate: 0 });
    expect(independent!.double + independent!.float128 + nan).toBe(tested);
    expect(proof.fillBothDiffers).toBe(0);
    expect(proof.stretchesDiffer).toBe(0);
  });

  it('has the hardest inputs that samples of every seed hold', () => {
    const { hardest = {} } = ops[subject.op][subject.pass];
    const attested = [...proof.hardest, ...proof.hardestAwayFromZero].map((input) =>
      bitsOf(Math.abs(inputOf(input))),
    );
    const held = (hardest.float32 ?? []).map((hex) => parseHex('float32', hex));
    expect(new Set(held)).toEqual(new Set(attested));
  });

  it('rounds the hardest inputs as it did', () => {
    const hard = [...proof.hardest, ...proof.hardestAwayFromZero];
    const x = Float32Array.from(hard, inputOf);
    const { due } = oracle(subject.op, subject.pass).fill(x);
    expect([...due].map(bitsOf)).toEqual(hard.map((input) => parseHex('float32', input.due)));
  });
});

describe.each(subjects.filter(({ op }) => op !== 'relu'))('$op/$pass', (subject) => {
  it('is attested to be hardest where another program found it hard', () => {
    const name = subject.pass === 'forward' ? subject.op : `${subject.op}-vjp`;
    const list = new URL(`../fixtures/hard/${name}.txt`, import.meta.url);
    const known = new Set(readFileSync(list, 'utf8').split('\n'));
    // The list leaves out x < 0 where f is odd or f′ even.
    const signed = subject.op === 'sigmoid' && subject.pass === 'forward';
    const { hardest, hardestAwayFromZero } = proofOf(subject);
    expect([hardest.length, hardestAwayFromZero.length]).toEqual([16, 16]);
    const missing = [...hardest, ...hardestAwayFromZero].filter((input) => {
      const x = inputOf(input);
      return !known.has(bitsOf(signed ? x : Math.abs(x)).toString(16));
    });
    expect(missing).toEqual([]);
  });
});

function proofOf(subject: Subject): KernelProof {
  return attestation.kernels.find((kernel) => nameOf(kernel) === nameOf(subject))!;
}

function inputOf({ x }: Hard): number {
  return fromBits(parseHex('float32', x)!);
}
