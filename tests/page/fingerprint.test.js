import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadMnist } from '../../web/engine/data/mnist.js';
import { encodeLink } from '../../web/engine/link.js';
import { loadEngine } from '../../web/engine/load.js';
import {
  browserNames,
  fingerprint,
  launchBrowser,
  openTab,
  press,
  standing,
  until,
  untilReady,
  untilWords,
} from './browser.js';
import { servePage } from './server.js';

/** Fewer images than there are, so that an epoch ends soon; a number that leaves a smaller last batch. */
const experiment = {
  strata: 1,
  data: { name: 'mnist', train: 5000, test: 1000 },
  layers: [
    { type: 'linear', units: 40 },
    { type: 'activation', name: 'gelu' },
    { type: 'linear', units: 24 },
    { type: 'activation', name: 'rrelu' },
    { type: 'linear', units: 10 },
  ],
  optimizer: { name: 'adam', lr: 0.003 },
  batch: 48,
  epochs: 2,
  seed: 20,
};

/** @type {Awaited<ReturnType<typeof servePage>>} */
let server;
before(async () => {
  server = await servePage();
});
after(() => server.close());

describe('the same experiment gives the same bits', () => {
  /** @type {{ fingerprint: string, testAccuracy: number, steps: number }} */
  let node;
  before(async () => {
    const engine = await loadEngine();
    const network = engine.createNetwork(experiment, { input: 784 });
    const mnist = await loadMnist(experiment.data);
    node = await engine.train(network, mnist, experiment);
  });

  for (const name of browserNames) {
    test(`in ${name} as in Node`, async () => {
      const browser = await launchBrowser(name);
      try {
        const { page, faults } = await openTab(browser);
        await page.goto(`${server.url}#e=${encodeLink(experiment)}`);
        await untilReady(page);
        await press(page, 'Run');
        await untilWords(page, 'Finished');
        assert.equal(await fingerprint(page), node.fingerprint);
        const accuracy = (100 * node.testAccuracy).toFixed(1);
        await until(
          page,
          (wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted),
          `${accuracy} %`,
        );
        assert.equal((await standing(page)).step, node.steps);
        assert.deepEqual(faults, []);
      } finally {
        await browser.close();
      }
    });
  }
});
