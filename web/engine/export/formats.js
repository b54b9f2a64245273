/**
 * What a network can be written as, by the names that the command line and the page call them. A script trains by itself
 * from the start; the others hold the network as it is, and some of them can be opened again.
 *
 * @type {readonly { name: Format, ending: string, script: boolean, opens: boolean }[]}
 */
export const formats = Object.freeze([
  { name: 'pytorch', ending: 'py', script: true, opens: false },
  { name: 'keras', ending: 'py', script: true, opens: false },
  { name: 'onnx', ending: 'onnx', script: false, opens: false },
  { name: 'safetensors', ending: 'safetensors', script: false, opens: true },
  { name: 'json', ending: 'json', script: false, opens: true },
  { name: 'csv', ending: 'csv', script: false, opens: false },
]);

/** @typedef {'pytorch' | 'keras' | 'onnx' | 'safetensors' | 'json' | 'csv'} Format */
