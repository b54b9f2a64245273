// Grades one submission: SUBMISSION=ada.json node --test grade.test.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  countParameters,
  decodeLink,
  parseExperiment,
  replayInWorker,
  trainInWorker,
} from 'strata';

const rules = {
  hiddenLayers: 2,
  activations: ['relu', 'leaky_relu', 'tanh'],
  parameters: 50_000,
  epochs: 2,
  accuracy: 0.95,
  seconds: 300,
};
const INPUT = 784;

const file = process.env.SUBMISSION ?? new URL('submission.json', import.meta.url);
const text = readFileSync(file, 'utf8').trim();
// A file that is neither a document nor a link ends here, with everything that is wrong with it.
const { experiment, claim = undefined } = text.startsWith('{')
  ? { experiment: parseExperiment(documentIn(text)) }
  : decodeLink(text);
const { data, layers, epochs } = experiment;
/** @returns {AbortSignal} whoever hands in a network that trains for hours must not hold up the others */
const patience = () => AbortSignal.timeout(1000 * rules.seconds);

/** A network that was saved as JSON has its experiment beside the weights. @param {string} json */
function documentIn(json) {
  try {
    return JSON.parse(json).experiment ?? json;
  } catch {
    return json;
  }
}

describe('the submission', () => {
  it('is about all of MNIST', () => {
    const { name, test, classes } = data;
    assert.deepEqual(
      { name, test, classes: classes?.length },
      { name: 'mnist', test: 10_000, classes: 10 },
    );
  });

  it(`has 1 to ${rules.hiddenLayers} hidden layers, each with an activation of the lecture`, () => {
    const shape = layers.map(({ type }) => type).join(' ');
    assert.match(shape, /^(linear activation )+linear$/);
    assert.ok(
      layers.length <= 2 * rules.hiddenLayers + 1,
      `${(layers.length - 1) / 2} hidden layers`,
    );
    for (const layer of layers) {
      if (layer.type === 'activation')
        assert.ok(rules.activations.includes(layer.name), layer.name);
    }
  });

  it(`has at most ${rules.parameters} parameters`, () => {
    const count = countParameters(layers, INPUT);
    assert.ok(count <= rules.parameters, `${count} parameters`);
  });

  it(`trains for at most ${rules.epochs} epochs`, () => {
    assert.ok(epochs <= rules.epochs, `${epochs} epochs`);
  });

  it(`gets ${100 * rules.accuracy} % of the test images right on replay`, async () => {
    const { testAccuracy, stopped } = await trainInWorker(experiment, { signal: patience() });
    assert.notEqual(stopped, 'aborted', `not done after ${rules.seconds} seconds`);
    assert.ok(Number(testAccuracy) >= rules.accuracy, `only ${testAccuracy}`);
  });

  it('comes to what its link claims', { skip: !claim && 'it claims nothing' }, async () => {
    if (!claim) return;
    const { differs } = await replayInWorker(experiment, claim, { signal: patience() });
    assert.equal(differs, null);
  });
});
