/**
 * What a unit adds up: weight times input, and the bias.
 *
 * @param {Float32Array} weights of the unit
 * @param {ArrayLike<number>} inputs
 * @returns {{ products: Float32Array, positive: number, negative: number }} sums of the products on either side of 0
 */
export function productsOf(weights, inputs) {
  const products = weights.map((weight, i) => weight * (inputs[i] ?? 0));
  let [positive, negative] = [0, 0];
  for (const product of products) {
    if (product > 0) positive += product;
    else negative += product;
  }
  return { products, positive, negative };
}

/**
 * @param {Float32Array} products
 * @param {number} most how many
 * @returns {{ input: number, product: number }[]} the largest in size that are not zero, largest first
 */
export function largestOf(products, most) {
  return [...products.keys()]
    .map((input) => ({ input, product: products[input] ?? 0 }))
    .filter(({ product }) => product !== 0)
    .sort((a, b) => Math.abs(b.product) - Math.abs(a.product) || a.input - b.input)
    .slice(0, most);
}
