import { valueAt } from '../state/paths.js';
import { words } from '../words/words.js';
import { choiceField, flagField, numberField } from './fields.js';

/** @typedef {import('../../engine/tables.js').Param} Param */
/** @typedef {import('../state/experiment-store.js').ExperimentStore} ExperimentStore */
/** @typedef {import('../state/paths.js').Path} Path */

/** Parameters whose sensible values span powers of ten. */
const RATIOS = ['lr', 'eps', 'weight_decay'];

/**
 * One field for each parameter of a table's row.
 *
 * @param {ExperimentStore} store
 * @param {Path} base where the parameters stand in the document
 * @param {readonly Param[]} params
 * @param {(name: string) => string} labelOf
 */
export function parameterFields(store, base, params, labelOf) {
  return params.map((param) => {
    const [, name = param.name, index] = /^(\w+)\[(\d+)\]$/.exec(param.name) ?? [];
    const path = index === undefined ? [...base, name] : [...base, name, Number(index)];
    const tip = `param-${name}`;
    const field = {
      store,
      path,
      label: labelOf(param.name),
      tip: words.has(`tip.${tip}`) ? tip : 'param',
    };
    if (param.flag) return flagField(field);
    if (param.choices) {
      return choiceField({
        ...field,
        choices: param.choices.map((choice) => ({ name: choice, label: choice })),
        value: String(valueAt(store.document, path)),
        choose: (choice) => store.set(path, choice, choice),
      });
    }
    const { min, max } = param;
    const steps = RATIOS.includes(name) ? /** @type {const} */ ('ratio') : 'tenth';
    return numberField({ ...field, kind: { min, max, steps } });
  });
}
