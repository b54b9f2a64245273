/**
 * Where MNIST comes from and on what terms; to be shown wherever the data is. The original page states no licence;
 * the one named here is what Keras, TensorFlow and others state.
 */
export const mnistCredit = Object.freeze({
  title: 'The MNIST database of handwritten digits',
  authors: 'Yann LeCun, Corinna Cortes and Christopher J. C. Burges',
  source: 'http://yann.lecun.com/exdb/mnist/',
  terms:
    'Derived from NIST’s Special Databases 1 and 3. Its copyright is commonly stated to be held by Yann LeCun and Corinna Cortes, and the data to be available under the Creative Commons Attribution-ShareAlike 3.0 licence; the original page states no licence.',
  licence: 'https://creativecommons.org/licenses/by-sa/3.0/',
  changes: 'Cut into parts; the images and labels themselves are unchanged.',
});
