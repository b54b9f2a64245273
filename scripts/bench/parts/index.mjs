import * as accuracy from './accuracy.mjs';
import * as growth from './growth.mjs';
import * as infer from './infer.mjs';
import * as matmul from './matmul.mjs';
import * as page from './page.mjs';
import * as start from './start.mjs';
import * as train from './train.mjs';
import * as worker from './worker.mjs';

/** @typedef {import('../run.mjs').Context} Context */
/** @typedef {{ measure: (context: Context) => Promise<any>, report: (figures: any) => string }} Part */

/** By the names of the options. @satisfies {Record<import('../options.mjs').PartName, Part>} */
export const parts = { start, matmul, train, infer, growth, worker, page, accuracy };
