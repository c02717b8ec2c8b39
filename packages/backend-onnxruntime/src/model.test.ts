import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { model } from './model.ts';

const models = (['relu', 'sigmoid', 'tanh'] as const).flatMap((op) =>
  (['float32', 'float16', 'float64'] as const).flatMap((dtype) => [
    model(op, 'forward', dtype),
    model(op, 'vjp', dtype),
  ]),
);

// Prints for each model whether onnx.checker, with shape inference, accepts it.
const script = `
import base64, json, onnx, sys
def accepts(model):
    try:
        onnx.checker.check_model(onnx.load_from_string(base64.b64decode(model)), full_check=True)
        return True
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        print(error, file=sys.stderr)
        return False
print(json.dumps([accepts(model) for model in json.load(sys.stdin)]))
`;
const onnx = 'onnx==1.23.2';

/** A Python that onnx can be installed for, or undefined. */
function findPython(): string | undefined {
  const version = 'import sys; sys.exit(sys.version_info < (3, 10))';
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', version]).status === 0);
}

/** The Python of an environment with the pinned onnx, made on first use in the package's cache folder. */
function pythonWithOnnx(python: string): string {
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', onnx);
  const inside =
    process.platform === 'win32'
      ? join(folder, 'Scripts', 'python.exe')
      : join(folder, 'bin', 'python');
  if (!existsSync(inside)) {
    mkdirSync(folder, { recursive: true });
    call(python, ['-m', 'venv', folder]);
  }
  if (spawnSync(inside, ['-c', 'import onnx']).status !== 0) {
    call(inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', onnx]);
  }
  return inside;
}

function call(command: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${stderr}`);
  return stdout;
}

test('onnx.checker accepts each model and refuses a broken one', (context) => {
  const python = findPython();
  if (!python) return context.skip('needs Python 3.10 or later as python3');
  const broken = Buffer.from(model('relu', 'forward', 'float32'));
  broken.write('Rely', broken.indexOf('Relu'));
  const input = JSON.stringify([...models, broken].map((m) => Buffer.from(m).toString('base64')));
  const accepted: unknown = JSON.parse(call(pythonWithOnnx(python), ['-c', script], input));
  expect(accepted).toEqual([...models.map(() => true), false]);
});
