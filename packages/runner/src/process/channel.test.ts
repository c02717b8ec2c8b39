import { PassThrough } from 'node:stream';
import { serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { openChannel } from './channel.ts';

/** A message with its length before it. */
function framed(bytes: Buffer, length = bytes.length): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(length);
  return Buffer.concat([head, bytes]);
}

/** What is heard of bytes that come in pieces. */
async function heard(
  bytes: Buffer,
  piece = bytes.length,
): Promise<{ readonly messages: readonly unknown[]; readonly broken: readonly string[] }> {
  const stream = new PassThrough();
  const messages: unknown[] = [];
  const broken: string[] = [];
  openChannel(stream, {
    hear: (message) => messages.push(message),
    broke: (why) => broken.push(why),
  });
  for (let at = 0; at < bytes.length; at += piece) stream.write(bytes.subarray(at, at + piece));
  await new Promise((resolve) => setImmediate(resolve));
  return { messages, broken };
}

const said = [{ seq: 1, y: Float32Array.of(-0, NaN, 1) }, null, new Map([[1, 2n]])];
const right = Buffer.concat(said.map((one) => framed(serialize(one))));

it.each([1, 3, 7, 1000])('hears messages in pieces of %i bytes', async (piece) => {
  expect(await heard(right, piece)).toEqual({ messages: said, broken: [] });
});

it('sends what the other side hears', async () => {
  const stream = new PassThrough();
  const messages: unknown[] = [];
  const channel = openChannel(stream, {
    hear: (message) => messages.push(message),
    broke: (why) => messages.push(why),
  });
  for (const one of said) channel.send(one);
  await new Promise((resolve) => setImmediate(resolve));
  expect(messages).toEqual(said);
});

it.each([
  ['other bytes', framed(Buffer.from('no message')), 'what is no message'],
  ['nothing', framed(Buffer.alloc(0)), 'what is no message'],
  ['half of one', framed(serialize(said[0]).subarray(0, 20)), 'what is no message'],
  ['one without end', framed(Buffer.alloc(8), 2 ** 32 - 1), 'a message of 4294967295 bytes'],
  ['text', Buffer.from('Loading kernels…\n'), 'a message of 1684107084 bytes'],
])('%s: says so once, keeps what came before, and hears no more', async (_, bytes, why) => {
  const { messages, broken } = await heard(Buffer.concat([right, bytes, right]), 5);
  expect(messages).toEqual(said);
  expect(broken).toEqual([why]);
});
