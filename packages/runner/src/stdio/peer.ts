import { isUtf8 } from 'node:buffer';
import { parseJson } from '@rectify/record';
import { describeIssues } from '../issues.ts';
import { onceEvent } from '../process/once-event.ts';
import { patientTimer } from '../process/patient-timer.ts';
import type { Ending } from './group.ts';
import { startGroup } from './group.ts';
import type { OutputLine } from './lines.ts';
import { lineBytes, openLines } from './lines.ts';
import type { HarnessRequest, HarnessResponses } from './schema.ts';
import { responseSchemas } from './schema.ts';
import { cleaned, floodBytes, openTail } from './tail.ts';

/** What a harness can do wrong as a process; each is its fault, and not that of the library behind it. */
type FaultCode =
  /** There is no such command. */
  | 'HARNESS_MISSING'
  /** The process ended. */
  | 'HARNESS_DIED'
  /** It said nothing within the time limit. */
  | 'HARNESS_SILENT'
  /** What it said is not of the protocol. */
  | 'HARNESS_PROTOCOL'
  /** It printed without end. */
  | 'HARNESS_FLOOD';

/** The process is gone; `message` begins with the code and ends with the end of its standard error. */
export interface HarnessFault {
  readonly kind: 'fault';
  readonly code: FaultCode;
  readonly message: string;
}

type Cmd = HarnessRequest['cmd'];
/** What a request says beside its number and command. */
export type RequestBody<C extends Cmd> = Omit<Extract<HarnessRequest, { cmd: C }>, 'seq' | 'cmd'>;

/** A harness that runs: it is asked one thing at a time. */
export interface Peer {
  /** Never rejects. After a fault the process is gone. */
  ask<C extends Cmd>(
    cmd: C,
    body: RequestBody<C>,
    timeoutMs: number,
  ): Promise<HarnessResponses[C] | HarnessFault>;
  /** Waits for it to end by itself; null when it exited with 0. */
  farewell(timeoutMs: number): Promise<HarnessFault | null>;
  /** Ends it and all that it started. */
  end(): Promise<void>;
}

export function isHarnessFault(answer: object): answer is HarnessFault {
  return 'kind' in answer && answer.kind === 'fault';
}

/** The beginning of a line, for people. */
function excerpt(bytes: Buffer): string {
  const text = cleaned(bytes.subarray(0, 400).toString('utf8'));
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

const stdoutHint =
  'standard output is for responses alone, one JSON object a line: print to standard error instead';

/** Starts a harness. */
export function startPeer(words: readonly string[], env: NodeJS.ProcessEnv): Peer {
  const group = startGroup(words, env);
  const lines = openLines(group.process.stdout);
  const tail = openTail(group.process.stderr);
  const broken = onceEvent<Ending | 'flooded'>();
  void group.gone.then(broken.happen);
  void tail.flooded.then(() => broken.happen('flooded'));

  const fault = async (code: FaultCode, what: string): Promise<HarnessFault> => {
    await group.end();
    const said = tail.text();
    const last = said === '' ? '' : `; its standard error ended with:\n${said}`;
    return { kind: 'fault', code, message: `${code}: ${what}${last}` };
  };
  const died = (ending: Ending, asked: string): Promise<HarnessFault> => {
    const half = lines.begun();
    const within = half.length === 0 ? '' : `, in the midst of a line: ${excerpt(half)}`;
    switch (ending.kind) {
      case 'not-started': {
        const { code, message } = ending.error;
        const why = code === 'ENOENT' ? 'there is no such command here' : message;
        return fault('HARNESS_MISSING', `${words[0] ?? ''} cannot be started: ${why}`);
      }
      case 'exited':
        return fault(
          'HARNESS_DIED',
          `it exited with ${ending.code} while asked to ${asked}${within}`,
        );
      case 'killed':
        return fault(
          'HARNESS_DIED',
          `it died of ${ending.signal} while asked to ${asked}${within}`,
        );
      default:
        return ending satisfies never;
    }
  };
  /** The message in a line; or what is wrong with it. */
  const parsed = <C extends Cmd>(
    line: OutputLine,
    cmd: C,
    seq: number,
  ): HarnessResponses[C] | string => {
    const { bytes } = line;
    if (line.kind === 'too-long')
      return `a line of more than ${lineBytes} bytes: ${excerpt(bytes)}`;
    if (!isUtf8(bytes)) return `a line that is not UTF-8: ${excerpt(bytes)}`;
    let value: unknown;
    try {
      value = parseJson(bytes.toString('utf8'));
    } catch (error) {
      if (error instanceof RangeError)
        return `a line that cannot be read: ${error.message}: ${excerpt(bytes)}`;
      return `a line that is not JSON: ${excerpt(bytes)}; ${stdoutHint}`;
    }
    const result = responseSchemas[cmd].safeParse(value);
    if (!result.success)
      return `no response to ${cmd}: ${excerpt(bytes)} (${describeIssues(result.error)})`;
    const { data } = result;
    return data.seq === seq ? data : `the response to request ${data.seq} after request ${seq}`;
  };

  let seq = 0;
  return {
    end: () => group.end(),
    async ask<C extends Cmd>(cmd: C, body: RequestBody<C>, timeoutMs: number) {
      const number = seq++;
      const early = await lines.early();
      if (early.length > 0)
        return fault('HARNESS_PROTOCOL', `it spoke before request ${number}: ${excerpt(early)}`);
      group.process.stdin.write(`${JSON.stringify({ seq: number, cmd, ...body })}\n`);
      const timer = patientTimer(timeoutMs);
      let deafen = (): unknown => undefined;
      const first = await new Promise<OutputLine | Ending | 'flooded' | 'silent'>((resolve) => {
        void lines.next().then(resolve);
        void timer.expired.then(resolve);
        deafen = broken.listen(resolve);
      });
      deafen();
      // Without an output there is no response; how it ends is waited for as long as a response would be.
      const hasClosed = typeof first !== 'string' && first.kind === 'ended';
      const heard =
        typeof first !== 'string' && first.kind === 'ended'
          ? await Promise.race([group.gone, timer.expired])
          : first;
      timer.cancel();
      if (heard === 'silent') {
        const half = lines.begun();
        const began = half.length === 0 ? '' : `; a line was begun: ${excerpt(half)}`;
        const closed = hasClosed ? '; it has closed its standard output and still runs' : '';
        return fault(
          'HARNESS_SILENT',
          `no response to ${cmd} within ${timeoutMs} ms${closed}${began}`,
        );
      }
      if (heard === 'flooded')
        return fault(
          'HARNESS_FLOOD',
          `it wrote more than ${floodBytes} bytes to standard error while asked to ${cmd}`,
        );
      if (heard.kind !== 'line' && heard.kind !== 'too-long') return died(heard, cmd);
      const answer = parsed(heard, cmd, number);
      if (typeof answer === 'string') return fault('HARNESS_PROTOCOL', answer);
      tail.clear();
      return answer;
    },
    async farewell(timeoutMs) {
      const timer = patientTimer(timeoutMs);
      const first = await Promise.race([group.gone, timer.expired]);
      timer.cancel();
      if (first === 'silent')
        return fault('HARNESS_SILENT', `it still ran ${timeoutMs} ms after its response to stop`);
      return first.kind === 'exited' && first.code === 0 ? null : died(first, 'stop');
    },
  };
}
