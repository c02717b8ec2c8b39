import { existsSync, statSync } from 'node:fs';
import { suiteError } from '@rectify/backend';
import type { SelfTest } from '@rectify/record';
import { parseJson, selfTestSchema } from '@rectify/record';
import { demandSameMachine } from '@rectify/report';
import { textOfFile } from '@rectify/runner';
import { withoutResume } from '../suite/recording.ts';

const again = 'leave --resume out to begin again';

/** What a self-test left in a file, if any did. @throws SuiteError RECORD_UNREADABLE */
export function selfTestIn(path: string): SelfTest | undefined {
  // An empty file was made when it was tried whether it can be written.
  if (!existsSync(path) || (statSync(path).isFile() && statSync(path).size === 0)) return undefined;
  const text = textOfFile(path);
  try {
    return selfTestSchema.parse(parseJson(text));
  } catch (cause) {
    const message = `${path} is no self-test that can be read`;
    throw suiteError('RECORD_UNREADABLE', message, { hint: again, cause });
  }
}

/** @throws SuiteError RECORD_UNREADABLE when it is of another run, RECORDS_INCOMPARABLE when it is of another machine */
export function demandSameSelfTest(
  path: string,
  now: SelfTest['run'],
  { run: then }: SelfTest,
): void {
  const conditions = ({ command, seed, contest, demands }: SelfTest['run']): string =>
    JSON.stringify([withoutResume(command), seed, contest, demands]);
  if (conditions(then) !== conditions(now))
    throw suiteError('RECORD_UNREADABLE', `${path} was made by another command: ${then.command}`, {
      hint: `give that command with --resume, or ${again}`,
    });
  demandSameMachine(
    { name: path, environment: then.environment },
    { name: 'this run', environment: now.environment },
    again,
  );
}
