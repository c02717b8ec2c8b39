import { suiteError } from '@rectify/backend';
import { trustOf } from '@rectify/bench';
import type { Environment, Trust } from '@rectify/record';
import { parseJson, selfTestedSchema } from '@rectify/record';
import { demandSameMachine, demandSteady } from '@rectify/report';
import { textOfFile } from '@rectify/runner';

const hint = 'make it here: rectify measure BACKEND --self-test --record FILE';

/**
 * What a self-test showed, of the machine on which it is used.
 * @throws SuiteError RECORD_UNREADABLE, RECORDS_INCOMPARABLE or MACHINE_UNSTEADY
 */
export function readTrust(path: string, environment: Environment): Trust {
  const { run, ...tested } = read(path);
  demandSameMachine(
    { name: path, environment: run.environment },
    { name: 'this run', environment },
    hint,
  );
  const trust = trustOf(tested);
  demandSteady(trust);
  return trust;
}

function read(path: string): ReturnType<typeof selfTestedSchema.parse> {
  const text = textOfFile(path);
  try {
    return selfTestedSchema.parse(parseJson(text));
  } catch (cause) {
    throw suiteError('RECORD_UNREADABLE', `${path} is no self-test that can be read`, {
      hint,
      cause,
    });
  }
}
