// Where a slope is nearly 0, and where it is just not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, engine, linear, numbers, withNetwork } from './helpers.js';

const INPUT = 6;
const x = numbers(1, 300 * INPUT, 2);

/** What the first layer gives. @param {import('../../web/engine/network.js').Network} net */
function preActivations(net) {
  return withNetwork({ layers: net.sections.layers.slice(0, 1) }, INPUT, (part) => {
    part.setParameters(net.parameters().filter(({ name }) => name.startsWith('0.')));
    return part.forward(x);
  });
}

/** @param {ReturnType<typeof act>} layer @param {{ flatBelow?: number }} [options] */
function flatOf(layer, options) {
  return withNetwork({ layers: [linear(10), layer, linear(2)] }, INPUT, (net) => {
    const [, view] = engine.diagnose(net).observe(x, options);
    return view?.flat;
  });
}

test('a slope that is just the bound is not flat', () => {
  assert.equal(flatOf(act('leaky_relu')), 0);
  assert.equal(flatOf(act('leaky_relu', { negative_slope: 0.3 }), { flatBelow: 0.3 }), 0);
  assert.ok((flatOf(act('leaky_relu', { negative_slope: 0.00999 })) ?? 0) > 0.3);
  assert.equal(flatOf(act('rrelu')), 0);
  assert.equal(flatOf(act('prelu')), 0);
});

for (const name of ['sigmoid', 'tanh', 'elu', 'selu', 'celu', 'softplus']) {
  test(`flat ${name} units are those whose slope is below a hundredth`, () => {
    const init = { name: 'normal', std: 4 };
    withNetwork({ layers: [linear(40), act(name), linear(2)], init }, INPUT, (net) => {
      const [, view] = engine.diagnose(net).observe(x);
      const slopes = engine.activateGrad(name, {}, preActivations(net));
      const flat = slopes.filter((slope) => slope < 0.01).length / slopes.length;
      assert.ok(flat > 0.1 && flat < 0.9, `${flat}`);
      assert.equal(view?.flat, flat);
    });
  });
}
