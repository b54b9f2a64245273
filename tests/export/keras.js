// Python with Keras, or with a stand-in for it on torch.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { skip } from './torch.js';

const standIn = fileURLToPath(new URL('keras-stand-in', import.meta.url));
const three = 'import keras; assert int(keras.version().split(".")[0]) >= 3';

/** The first python3 that has Keras 3. */
export const real = ['python3', '/usr/bin/python3'].find(
  (name) => spawnSync(name, ['-c', three]).status === 0,
);

/** For `runScripts`. */
export const how = real
  ? { program: real }
  : { env: { ...process.env, PYTHONPATH: standIn, PYTHONDONTWRITEBYTECODE: '1' } };

/** For tests that need either: a sentence where both are missing. */
export const missing = real ? false : skip;
