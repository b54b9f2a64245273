"""PyTorch on one thread, as JSON lines: a request a line in, an answer a line out.

The data set lies in memory as one float tensor, a batch is one index_select, and the epoch is the plain PyTorch loop.
"""

import json
import os
import sys
import time

# OpenBLAS has threads of its own, which torch.set_num_threads does not reach.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
from torch import nn
from torch.nn import functional as F

TRAIN, TEST, PIXELS = 60000, 10000, 784
ACTIVATIONS = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid}


def load(path):
    with open(path, "rb") as file:
        raw = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    parts = raw.split([TRAIN * PIXELS, TRAIN, TEST * PIXELS, TEST])
    images = [part.view(-1, PIXELS).float().div_(255) for part in parts[0::2]]
    labels = [part.long() for part in parts[1::2]]
    return list(zip(images, labels))


def build(text, seed):
    torch.manual_seed(seed)
    words = text.split(",")
    modules, inputs = [], PIXELS
    for word, following in zip(words, [*words[1:], ""]):
        if not word.startswith("linear:"):
            modules.append(ACTIVATIONS[word]())
            continue
        linear = nn.Linear(inputs, int(word.removeprefix("linear:")))
        if following == "relu":
            nn.init.kaiming_uniform_(linear.weight, nonlinearity="relu")
        else:
            nn.init.xavier_uniform_(linear.weight)
        nn.init.zeros_(linear.bias)
        modules.append(linear)
        inputs = linear.out_features
    return nn.Sequential(*modules)


def shuffled(count, block):
    return torch.cat([part[torch.randperm(len(part))] for part in torch.arange(count).split(block)])


def train(data, request):
    (images, labels), (test_images, test_labels) = data
    workload, count = request["workload"], request["images"]
    net = build(workload["layersText"], request["seed"])
    # On a CPU the loop over tensors is as fast as `foreach`, or faster.
    optimizer = torch.optim.SGD(net.parameters(), lr=workload["lr"], foreach=False)
    start = time.perf_counter()
    for batch in shuffled(count, workload["block"]).split(workload["batch"]):
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(net(images.index_select(0, batch)), labels.index_select(0, batch))
        loss.backward()
        optimizer.step()
    seconds = time.perf_counter() - start
    with torch.inference_mode():
        accuracy = (net(test_images).argmax(1) == test_labels).float().mean().item()
    return {"seconds": seconds, "images": count, "accuracy": accuracy}


def infer(data, request):
    images = data[1][0][: request["images"]]
    net = build(request["workload"]["layersText"], 1).eval()
    net = torch.jit.optimize_for_inference(torch.jit.trace(net, images[: request["batch"]]))
    with torch.inference_mode():
        start = time.perf_counter()
        for batch in images.split(request["batch"]):
            net(batch).numpy()
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "images": request["images"]}


def main():
    torch.set_num_threads(1)
    data = load(sys.argv[1])
    print(json.dumps({"version": f"PyTorch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        try:
            request = json.loads(line)
            answer = {"train": train, "infer": infer}[request["do"]](data, request)
        except Exception as error:  # The host decides what a failed request means.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
