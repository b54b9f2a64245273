/** How many images of MNIST, from the first of each split, the page in one file has: whole shards. */
export const oneFile = Object.freeze({ train: 6000, test: 1000 });
