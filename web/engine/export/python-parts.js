/** Parts of the exported Python scripts that need NumPy alone. */

export const draws = `
def philox(stream, a, b, block):
    """Four 32-bit draws for each block, as Strata draws them: Philox4x32-10, Salmon et al. 2011."""
    shape = numpy.broadcast_shapes(*(numpy.shape(one) for one in (a, b, block)))
    a, b, block = (numpy.broadcast_to(numpy.asarray(one, numpy.uint64), shape) for one in (a, b, block))
    c0, c1, c2, c3 = block & MASK, block >> 32, a, b
    k0, k1 = SEED, stream
    for _ in range(10):
        p0, p1 = c0 * 0xD2511F53, c2 * 0xCD9E8D57
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return numpy.stack([c0, c1, c2, c3], -1)


def shuffled(count, block, epoch):
    """Numbers of the rows in Strata's order: shuffled within blocks, inside-out Fisher and Yates."""
    blocks = (numpy.arange(first, first + 4096, dtype=numpy.uint64) for first in itertools.count(0, 4096))
    numbers = itertools.chain.from_iterable(philox(2, epoch, 0, some).ravel().tolist() for some in blocks)
    order = [0] * count
    for first in range(0, count, block):
        for i in range(min(block, count - first)):
            product = 0
            while True:  # a number from 0 to i, each as likely: Lemire 2019
                product = next(numbers) * (i + 1)
                if product & MASK >= 2**32 % (i + 1):
                    break
            j = product >> 32
            order[first + i] = order[first + j]
            order[first + j] = first + i
    return numpy.array(order)
`;

export const mnist = `
FILES = {"train": "train", "test": "t10k"}
PARTS = ("-images-idx3-ubyte", "-labels-idx1-ubyte")


def folder_of(path):
    if not os.path.isdir(path):
        raise argparse.ArgumentTypeError(f"there is no folder {path!r}")
    for name in (split + part for split in FILES.values() for part in PARTS):
        if not any(os.path.isfile(os.path.join(path, name + end)) for end in ("", ".gz")):
            raise argparse.ArgumentTypeError(f"{path!r} has no file {name} or {name}.gz")
    return path


def read_idx(folder, name, head):
    path = os.path.join(folder, name)
    opener = open if os.path.exists(path) else gzip.open
    with opener(path if opener is open else path + ".gz", "rb") as file:
        return numpy.frombuffer(bytearray(file.read()[head:]), numpy.uint8)


def load(folder, split, count):
    """Images and labels of MNIST as the experiment uses them, pixels from 0 to 255."""
    pixels = read_idx(folder, FILES[split] + PARTS[0], 16).reshape(-1, 784)[:count]
    truth = read_idx(folder, FILES[split] + PARTS[1], 8)[:count]
    labels = truth.copy()
    if split == "train":
        spoil(pixels, labels)
    kept = numpy.isin(truth, CLASSES)
    return rows_of(pixels[kept], labels[kept])


def spoil(pixels, labels):
    """Replaces some pixels and labels by the experiment's noise."""
    if NOISE > 0:
        for first in range(0, len(pixels), 1000):
            some = pixels[first : first + 1000]
            rows = numpy.arange(first, first + len(some))
            numbers = philox(4, rows[:, None], 0, numpy.arange(196)).reshape(len(some), 784)
            noisy = numbers >> 8 < int(NOISE * 2**24)
            some[noisy] = (numbers & 255)[noisy]
    if LABEL_NOISE > 0 and len(CLASSES) > 1:
        numbers = philox(4, numpy.arange(len(labels)), 0, 65536)
        wrong = numbers[:, 0] >> 8 < int(LABEL_NOISE * 2**24)
        places = numpy.searchsorted(CLASSES, labels).astype(numpy.uint64)
        other = (places + 1 + numbers[:, 1] % (len(CLASSES) - 1)) % len(CLASSES)
        labels[wrong] = numpy.asarray(CLASSES, numpy.uint8)[other.astype(int)][wrong]
`;

export const batches = `
def batches(data):
    """Epoch, inputs and answers of every step."""
    if data is None:
        for first in range(0, len(FIRST[0]), BATCH):
            yield 0, FIRST[0][first : first + BATCH], FIRST[1][first : first + BATCH]
        return
    inputs, answers = data
    for epoch in range(EPOCHS):
        order = shuffled(len(inputs), BLOCK if epoch == 0 else len(inputs), epoch)
        for first in range(0, len(inputs), BATCH):
            rows = order[first : first + BATCH]
            yield epoch, inputs[rows], answers[rows]
`;

const checks = `
def count_of(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 0 or more")
    return int(text)


def file_of(path):
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise argparse.ArgumentTypeError(f"there is no folder {folder!r}")
    if os.path.isdir(path):
        raise argparse.ArgumentTypeError(f"{path!r} is a folder")
    return path
`;

/**
 * What reads the arguments of a script, and says what is wrong with them before any time is spent.
 * @param {{ loaded: boolean, device?: string, out: string }} what `loaded`: whether rows come from files; `device`: a line
 *   of Python for an argument more; `out`: what is written
 */
export function parsing({ loaded, device = '', out }) {
  const data = loaded
    ? `type=folder_of, help="folder with MNIST's four IDX files, plain or .gz"`
    : 'help="not needed: this script holds its data"';
  return `${checks}

def parse():
    parser = argparse.ArgumentParser(description="Trains a network as Strata does.")
${device}    parser.add_argument("--data", metavar="DIR", ${data})
    parser.add_argument("--steps", metavar="N", type=count_of, help="end after so many steps")
    parser.add_argument("--out", metavar="FILE", type=file_of, help="${out}")
    return parser.parse_args()
`;
}

export const training = `
def say(line):
    """A line in one write, at once: whoever reads what several processes write would part it otherwise."""
    print(f"{line}\\n", end="", flush=True)


def train(data, test, most, learn, judge, say):
    """The experiment, or so many steps of it; learn takes one and gives its loss, judge tests the network."""
    if data is None:
        say("The first steps only. With --data DIR, the folder of MNIST's IDX files, all of it is trained.")
    say("step            loss  loss in Strata  difference")
    total, steps, target, apart = 0.0, 0, TARGET if TARGET < 1 else inf, False
    here = -(-len((FIRST if data is None else data)[0]) // BATCH)
    per_epoch, compared = inf if data is None else here, min(len(LOSSES), here, inf if most is None else most)
    for step, (epoch, *batch) in enumerate(itertools.islice(batches(data), most)):
        loss = learn(step, *batch)
        if step < len(LOSSES):
            say(f"{step + 1:4} {loss:15.9g} {LOSSES[step]:15.9g} {abs(loss - LOSSES[step]):11.1e}")
            apart = apart or not isclose(loss, LOSSES[step], rel_tol=1e-3, abs_tol=1e-6)
            if apart and (step + 1 == compared or not isfinite(loss)):
                say("Losses differ from Strata's by more than a thousandth: data or versions are not those of the export.")
        if not isfinite(loss):
            say(f"step {step + 1}: the loss is no longer a finite number")
            return
        total, steps = total + loss, steps + 1
        if steps == per_epoch:
            test_loss, accuracy = judge(test)
            share = "" if accuracy is None else f"  test accuracy {100 * accuracy:.2f} %"
            say(f"epoch {epoch + 1}  train loss {total / steps:.6g}  test loss {test_loss:.6g}{share}")
            total, steps = 0.0, 0
            if accuracy is not None and accuracy >= target:
                return
`;

export const saving = `
def save(file, tensors):
    """Writes safetensors, which Strata opens: the length of the header, the header, and the numbers as 32-bit floats."""
    header, numbers = {"__metadata__": {"format": "pt", "experiment": EXPERIMENT}}, b""
    for name, tensor in tensors.items():
        start, numbers = len(numbers), numbers + numpy.asarray(tensor, "<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [start, len(numbers)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(len(text).to_bytes(8, "little") + text + numbers)
`;
