import { sentencesOf } from '../sentences.js';

/** What is wrong with a file of parameters: keys with `problem.` are said of one of them, those with `error.` stand alone. */
export const sentences = {
  'problem.tensor-unknown': 'the network has no such parameter; it has {names}',
  'problem.tensor-missing': 'missing; the network needs numbers of shape {wanted}',
  'problem.tensor-twice': 'given more than once; give it once',
  'problem.tensor-shape': 'of shape {found}; the network needs {wanted}',
  'problem.tensor-type': 'of type {found}; give one of {names}',
  'problem.tensor-place': 'where its numbers stand in the file does not fit its shape',
  'problem.tensor-numbers': 'not a list of {count} numbers',
  'problem.tensor-finite': '{count} of its numbers are too large, infinite or undefined',
  'error.import-kind': 'The file is neither safetensors nor a network that Strata wrote as JSON.',
  'error.import-damaged': 'The file is cut off or damaged.',
  'error.import-large':
    'The file has {bytes} bytes, more than the {most} that the parameters of this network can take.',
};

export const sentence = sentencesOf(sentences);
