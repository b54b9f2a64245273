import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { Claimed } from '../../web/ui/share/claimed.js';
import { help } from '../../web/ui/share/helper.js';

/** @typedef {import('../../web/ui/share/helper.js').Helper} Helper */

const experiment = parseExperiment({
  strata: 1,
  data: { name: 'mnist' },
  layers: [{ type: 'linear', units: 10 }],
});
const claim = { steps: 10, testAccuracy: 0.9, fingerprint: '0123456789abcdef' };
const forbidden = () => {
  throw new Error('No worker may be made here.');
};
const fault = { code: 'worker-ended', message: 'No worker may be made here.' };

/** A helper that answers a check so. @param {Promise<unknown>} answer */
function helperWith(answer) {
  const ended = { times: 0 };
  const helper = /** @type {Helper} */ (
    /** @type {unknown} */ ({
      calls: { check: () => answer },
      broken: new Promise(() => {}),
      end: () => ended.times++,
    })
  );
  return { helper, ended };
}

test('a helper that cannot be opened is a fault like one that breaks down', async () => {
  assert.deepEqual(await help(() => 1, forbidden), { fault });
});

test('a check without a worker says why, and can be begun again', async () => {
  /** @type {() => Helper} */
  let open = forbidden;
  const claimed = new Claimed(experiment, claim, 'mnist/', () => open());
  await claimed.check();
  assert.deepEqual([claimed.checking, claimed.checked, claimed.fault], [false, null, fault]);
  const verdict = { identical: true };
  const { helper, ended } = helperWith(Promise.resolve({ verdict }));
  open = () => helper;
  const checking = claimed.check();
  assert.deepEqual([claimed.checking, claimed.fault], [true, null]);
  await checking;
  assert.deepEqual([claimed.checking, claimed.checked, claimed.verdict], [false, null, verdict]);
  assert.equal(ended.times, 1);
});

test('what a check that was given up comes to is not taken', async () => {
  /** @type {(verdict: unknown) => void} */
  let answer = () => {};
  const { helper, ended } = helperWith(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const claimed = new Claimed(experiment, claim, 'mnist/', () => helper);
  const checking = claimed.check();
  claimed.stop();
  assert.ok(ended.times > 0);
  answer({ verdict: { identical: true } });
  await checking;
  assert.deepEqual([claimed.checking, claimed.verdict, claimed.fault], [false, null, null]);
});
