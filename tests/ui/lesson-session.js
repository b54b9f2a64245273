import { keyOf } from '../../web/engine/lesson/verdict.js';
import { lessons } from '../../web/lessons/index.js';
import { ExperimentStore } from '../../web/ui/state/experiment-store.js';
import { firstExperiment } from '../../web/ui/state/first-experiment.js';
import { LessonProgress } from '../../web/ui/state/lesson-progress.js';
import { LessonStore } from '../../web/ui/state/lesson-store.js';
import { Changing } from '../../web/ui/state/listeners.js';
import * as open from '../../web/ui/state/open-lesson.js';
import { RunStore } from '../../web/ui/state/run-store.js';
import { ViewStore } from '../../web/ui/state/view-store.js';
import { snapshot } from './snapshots.js';

/** @typedef {import('../../web/engine/lesson/plan.js').Plan} Plan */

/** As far as lessons need one. */
class FakeSession extends Changing {
  experiment = new ExperimentStore(firstExperiment);
  run = new RunStore();
  twin = Object.assign(new Changing(), {
    document: /** @type {any} */ (null),
    shown: 'a',
    run: new RunStore(),
  });
  view = new ViewStore(/** @type {any} */ (this));
  found = new Map();
  arrived = false;
  current = true;
  running = false;
  startable = true;
  fault = null;
  generation = 1;
  /** @type {(Plan | null)[]} */
  plans = [];
  problem = '';
  note = '';
  address = {
    follow: () => {},
    accept: () => {},
    refuse: (/** @type {() => string} */ sentence) => {
      this.problem = sentence();
    },
  };

  /** @param {Plan | null} plan */
  conduct(plan) {
    this.plans.push(plan);
    this.arrived = false;
    this.found = new Map();
    if (plan) this.experiment.load(plan.a.experiment);
    this.twin.document = plan?.b?.experiment ?? null;
    this.running = false;
  }

  toggle() {
    this.running = !this.running;
    this.run.take(snapshot({ generation: ++this.generation, step: 1 }));
    this.changed();
  }

  reset() {}

  /** @param {() => string} sentence */
  say(sentence) {
    this.note = sentence();
  }

  /** The run comes to its end. @param {[import('../../web/engine/lesson/index.js').Figure, number][]} figures */
  end(figures) {
    this.found = new Map(
      figures.map(([figure, value]) => [keyOf(figure.of === 'b' ? 'b' : 'a', figure), value]),
    );
    this.arrived = true;
    this.running = false;
    this.changed();
  }
}

/** @param {{ getItem: (name: string) => string | null, setItem: (name: string, text: string) => void }} [shelf] */
export function storeWith(shelf = { getItem: () => null, setItem: () => {} }) {
  const session = new FakeSession();
  const store = new LessonStore(/** @type {any} */ (session), async () => ({
    ...open,
    lessons,
  }));
  store.progress = new LessonProgress(() => shelf);
  store.work = new open.LessonWork(() => shelf);
  store.own = new open.OwnLessons(() => shelf);
  return { session, store };
}
