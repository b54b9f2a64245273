/**
 * What a network can be written as, by the names that the command line and the page call them. A script trains by itself
 * from the start; the others hold the network as it is.
 *
 * @type {readonly { name: Format, ending: string, script: boolean }[]}
 */
export const formats = Object.freeze([
  { name: 'pytorch', ending: 'py', script: true },
  { name: 'keras', ending: 'py', script: true },
  { name: 'onnx', ending: 'onnx', script: false },
  { name: 'safetensors', ending: 'safetensors', script: false },
  { name: 'json', ending: 'json', script: false },
  { name: 'csv', ending: 'csv', script: false },
]);

/** @typedef {'pytorch' | 'keras' | 'onnx' | 'safetensors' | 'json' | 'csv'} Format */
