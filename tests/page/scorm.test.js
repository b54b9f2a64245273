// A package made by `strata scorm`, in a learning management system: scorm-again plays the system's part.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { scormPackage } from '../../scripts/cli/scorm.mjs';
import { parseExperiment } from '../../web/engine/experiment/index.js';
import { encodeLink } from '../../web/engine/link.js';
import {
  browserNames,
  closeTab,
  launchBrowser,
  openTab,
  press,
  until,
  untilOpen,
  untilSaid,
} from './browser.js';
import { serve, servePage } from './server.js';

/** @typedef {import('./browser.js').Page} Page */

const goals = [{ title: 'Small and good', test_accuracy: 0.7, parameters: 8000 }];
const layers = [{ type: 'linear', units: 10 }];
const data = { name: 'mnist', train: 2000, test: 500 };
const course = { strata: 1, data, layers, epochs: 2, goals };
const runtime = readFileSync(
  new URL('../../node_modules/scorm-again/dist/scorm12.min.js', import.meta.url),
);

/** The system says so in Firefox of a commit that the end of the page cuts off; what it was to keep comes with the end. */
const CUT_OFF = /^(throwSCORMError|SCORM Error 101)/;

/** A system that keeps what is committed, and hands it to the next visit. @param {object} document */
async function openSystem(document) {
  const files = unzipSync(scormPackage(parseExperiment(document), 'Week 3 & more'));
  /** @type {any[]} */
  const commits = [];
  const system = () => `<!doctype html><title>System</title><link rel="icon" href="data:,">
    <script src="/runtime.js"></script>
    <script>
      globalThis.API = new Scorm12API({ lmsCommitUrl: '/commit' });
      // As systems that run packages of both versions have.
      globalThis.API_1484_11 = { Initialize: () => 'false', GetLastError: () => '0' };
      API.loadFromJSON(${JSON.stringify(commits.at(-1)?.cmi ?? {})}, 'cmi');
    </script>
    <iframe src="/course/index.html" title="Course" width="1200" height="900"></iframe>`;
  const { origin, close } = await serve(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = files[path.replace('/course/', '')];
    if (path === '/commit') {
      commits.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.setHeader('Content-Type', 'application/json');
      response.end('{ "result": true, "errorCode": 0 }');
    } else if (path === '/runtime.js') response.end(runtime);
    else if (path.startsWith('/course/') && file) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(file);
    } else response.setHeader('Content-Type', 'text/html').end(system());
  });
  return { commits, files, url: `${origin}/`, close };
}

/**
 * What is reported while the network is at its starting weights, and it is known how many answers it has right by chance.
 *
 * @param {Page} around
 */
const saidAtStart = (around) =>
  around.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => {
          if (data?.steps === 0 && data.goals?.[0]?.score > 0)
            resolve(document.querySelector('[role=status]')?.textContent);
        });
      }),
  );

test('the manifest names what is in the package', () => {
  const files = unzipSync(scormPackage(parseExperiment(course), 'Week 3 & more'));
  const manifest = strFromU8(files['imsmanifest.xml'] ?? new Uint8Array());
  assert.match(manifest, /<schemaversion>1\.2<\/schemaversion>/);
  assert.match(manifest, /<title>Week 3 &amp; more<\/title>/);
  const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(new Set([...named, 'imsmanifest.xml']), new Set(Object.keys(files)));
});

for (const name of browserNames) {
  describe(`a SCORM package in ${name}`, () => {
    /** @type {import('./browser.js').Browser} */
    let browser;
    before(async () => {
      browser = await launchBrowser(name);
    });
    after(() => browser?.close());

    /**
     * One visit.
     *
     * @param {Awaited<ReturnType<typeof openSystem>>} system
     * @param {(course: Page, strata: Page) => Promise<unknown>} use
     */
    async function visit(system, use) {
      const { page, faults } = await openTab(browser);
      await page.goto(system.url);
      const frame = async (/** @type {string} */ file) =>
        /** @type {Page} */ (
          /** @type {unknown} */ (await page.waitForFrame((one) => one.url().includes(file)))
        );
      await use(await frame('/course/index.html'), await frame('/course/strata.html'));
      await page.goto('about:blank');
      const others = faults.filter((one) => !CUT_OFF.test(one));
      assert.deepEqual(others, []);
      await closeTab(page);
    }

    test('reports the score of its goals, and that they are met', async () => {
      const system = await openSystem(course);
      try {
        await visit(system, async (around, strata) => {
          await untilSaid(around, '[role=status]', 'Reported: 0 of 100.');
          await press(strata, 'Run');
          await untilSaid(around, '[role=status]', 'Reported: 100 of 100, passed.');
        });
        const { core } = system.commits.at(-1).cmi;
        assert.equal(core.lesson_status, 'passed');
        assert.equal(core.score.raw, '100');
        assert.equal(core.score.min, '0');
        assert.equal(core.score.max, '100');
        assert.equal(core.exit, 'suspend');
        assert.match(core.session_time, /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/);
        await visit(system, (around) =>
          untilSaid(around, '[role=status]', 'Reported: 100 of 100, passed.'),
        );
        assert.equal(system.commits.at(-1).cmi.core.lesson_status, 'passed');
      } finally {
        await system.close();
      }
    });

    test('a goal that is not met has a score, and the network that was left is there again', async () => {
      const system = await openSystem({
        ...course,
        goals: [{ title: 'Too good', test_accuracy: 1 }],
      });
      try {
        await visit(system, async (around, strata) => {
          assert.equal(await saidAtStart(around), 'Reported: 0 of 100.');
          await press(strata, 'Add layer');
          await press(strata, 'Run');
          await until(around, () =>
            /Reported: [1-9][\d.]* of 100\.$/.test(
              document.querySelector('[role=status]')?.textContent ?? '',
            ),
          );
        });
        const { core, suspend_data: left } = system.commits.at(-1).cmi;
        assert.equal(core.lesson_status, 'incomplete');
        assert.ok(Number(core.score.raw) > 0 && Number(core.score.raw) < 100, core.score.raw);
        assert.match(left, /^#e=1/);
        await visit(system, async (around, strata) => {
          await untilSaid(around, '[role=status]', `Reported: ${core.score.raw} of 100.`);
          await until(strata, () =>
            [...document.querySelectorAll('h3')].some((one) => one.textContent === 'Layer 1'),
          );
        });
      } finally {
        await system.close();
      }
    });

    test('what a student steps to counts, also where it is no end of a run', async () => {
      const system = await openSystem({ ...course, goals: [{ test_accuracy: 1 }] });
      try {
        await visit(system, async (around, strata) => {
          assert.equal(await saidAtStart(around), 'Reported: 0 of 100.');
          // Other data would be another task.
          await until(strata, () => {
            const field = document.querySelector('[data-field="data.train"]');
            const inside = field?.querySelector('[readonly], [aria-disabled=true]');
            return Boolean(inside ?? field?.matches('[readonly], [aria-disabled=true]'));
          });
          for (let step = 0; step < 5; step++) await press(strata, 'Step');
          await until(around, () =>
            /Reported: [1-9]/.test(document.querySelector('[role=status]')?.textContent ?? ''),
          );
        });
        assert.ok(Number(system.commits.at(-1).cmi.core.score.raw) > 0);
      } finally {
        await system.close();
      }
    });

    test('what was left of another package is not opened', async () => {
      const system = await openSystem(course);
      const other = encodeLink(parseExperiment({ ...course, goals: [{ test_accuracy: 0.01 }] }));
      system.commits.push({ cmi: { suspend_data: `#e=${other}` } });
      try {
        await visit(system, async (around, strata) => {
          await untilSaid(around, '[role=status]', 'Reported: 0 of 100.');
          await untilSaid(strata, 'strata-goals', 'Small and good');
        });
      } finally {
        await system.close();
      }
    });

    test('around nothing it works, and says that nothing is reported', async () => {
      const system = await openSystem(course);
      const { page } = await openTab(browser);
      try {
        await page.goto(`${system.url}course/index.html`);
        await untilSaid(
          page,
          '[role=status]',
          'No learning management system listens to this page',
        );
        await page.waitForFrame((one) => one.url().includes('strata.html'));
      } finally {
        await closeTab(page);
        await system.close();
      }
    });

    test('outside of any package, it shows what its address says, or what the page begins with', async () => {
      const server = await servePage();
      try {
        for (const [hash, seed] of /** @type {const} */ ([
          [`#e=${encodeLink({ ...course, seed: 5 })}`, 5],
          ['', 1],
        ])) {
          const { page, faults } = await openTab(browser);
          await page.goto(`${server.url}scorm.html${hash}`);
          const inside = await page.waitForFrame((one) => one.url().includes('strata.html'));
          const strata = /** @type {Page} */ (/** @type {unknown} */ (inside));
          await untilOpen(strata);
          assert.equal(
            await strata.evaluate(() => {
              const { session } = /** @type {any} */ (document.querySelector('strata-page'));
              return session.experiment.document.seed;
            }),
            seed,
          );
          // A package's page has no picture for a tab, and Firefox says that its policy keeps it from asking for one.
          assert.deepEqual(
            faults.filter((one) => !one.includes('favicon.ico')),
            [],
          );
          await closeTab(page);
        }
      } finally {
        await server.close();
      }
    });

    test('without goals it reports that a run has ended', async () => {
      const { goals: _, ...free } = course;
      const system = await openSystem(free);
      try {
        await visit(system, async (around, strata) => {
          await untilSaid(around, '[role=status]', 'A run that has ended will be reported.');
          // A lesson's run would end as well.
          const lessons = () =>
            document.querySelector('strata-run-bar [data-tip="lessons"]')?.checkVisibility();
          await until(
            strata,
            () =>
              document.querySelector('strata-run-bar [data-tip="share"]')?.checkVisibility() ===
              true,
          );
          assert.equal(await strata.evaluate(lessons), false);
          await press(strata, 'Run');
          await untilSaid(around, '[role=status]', 'Reported: completed.');
        });
        assert.equal(system.commits.at(-1).cmi.core.lesson_status, 'completed');
      } finally {
        await system.close();
      }
    });
  });
}
