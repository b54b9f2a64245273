/** Parts of the exported PyTorch script that are the same for every experiment, or that some experiments need. */

export const imports = `import argparse
import base64
import gzip
import itertools
import json
import os
from functools import partial
from math import cos, floor, inf, isclose, isfinite, pi  # some for the schedule

import numpy
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn

MASK = 2**32 - 1
NOW = {"step": 1, "first": 0}  # number of the step, and of this process's first row in its batch


def unpack(kind, text):
    """Numbers that are written as base64: the same bits as in Strata."""
    return torch.from_numpy(numpy.frombuffer(bytearray(base64.b64decode(text)), kind))


def rows_of(pixels, labels):
    return torch.from_numpy(pixels), torch.from_numpy(labels).long()
`;

export const formula = `
class Formula(nn.Module):
    """A function that torch.nn does not have."""

    def __init__(self, function):
        super().__init__()
        self.forward = function
`;

export const slopes = `
class Slopes(nn.Module):
    """nn.RReLU, drawing the slopes that Strata draws for this step and these rows of the batch."""

    def __init__(self, layer, lower, upper):
        super().__init__()
        self.layer, self.lower, self.upper = layer, lower, upper

    def forward(self, x):
        if not self.training:
            return torch.where(x > 0, x, (self.lower + self.upper) / 2 * x)
        start, count = NOW["first"] * x.shape[1], x.numel()
        blocks = numpy.arange(start // 4, (start + count + 3) // 4)
        numbers = philox(3, NOW["step"], self.layer, blocks).ravel()[start % 4 :][:count]
        slope = self.lower + (self.upper - self.lower) * (numbers / 2**32)
        return torch.where(x > 0, x, torch.from_numpy(slope.astype(numpy.float32)).to(x.device).view_as(x) * x)
`;

export const device = {
  check: `
def device_of(name):
    try:
        if name == "cuda" and "RANK" in os.environ:
            torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
        torch.empty(0, device=name)
    except Exception as error:
        reason = str(error).split("\\n")[0]
        raise argparse.ArgumentTypeError(f"{name!r} is no device that PyTorch can use here: {reason}")
    return name
`,
  argument:
    '    parser.add_argument("--device", type=device_of, default="cpu", help="cpu, cuda, mps …")\n',
};

export const program = `
def start(name):
    """Device, number of this process and count of processes; several where torchrun started them."""
    if "RANK" not in os.environ:
        return torch.device(name), 0, 1
    dist.init_process_group("nccl" if name == "cuda" else "gloo")
    return torch.device(name), dist.get_rank(), dist.get_world_size()


def numbers_of(inputs):
    return inputs / 255 if inputs.dtype == torch.uint8 else inputs


def take_step(model, optimizer, place, step, inputs, answers):
    """One optimiser step, whose batch the processes share; its mean loss before the step."""
    device, rank, world = place
    count = len(inputs)
    first, end = count * rank // world, count * (rank + 1) // world
    NOW.update(step=step + 1, first=first)
    outputs = model(numbers_of(inputs[first:end].to(device)))
    # An empty share has no mean, but takes part in the sums.
    loss = loss_of(outputs, answers[first:end].to(device)) * ((end - first) / count) if end > first else outputs.sum()
    optimizer.zero_grad()
    loss.backward()
    loss = loss.detach()
    if world > 1:
        for sums in [loss, *(parameter.grad for parameter in model.parameters())]:
            dist.all_reduce(sums)
    clip(model)
    for group in optimizer.param_groups:
        group["lr"] = rate(step)
    optimizer.step()
    return loss.item()


@torch.no_grad()
def evaluate(model, device, data):
    """Mean loss and, where there are classes, share of right answers."""
    model.eval()
    loss, right = 0.0, 0
    for inputs, answers in zip(*(part.split(1000) for part in data)):
        outputs, answers = model(numbers_of(inputs.to(device))), answers.to(device)
        loss += loss_of(outputs, answers).item() * len(inputs) / len(data[0])
        if not answers.is_floating_point():
            right += (outputs.argmax(1) == answers).sum().item()
    model.train()
    return loss, None if data[1].is_floating_point() else right / len(data[0])


def save_model(model, file):
    weights = model.state_dict()
    if file.lower().endswith(".safetensors"):
        save(file, {name: tensor.cpu().numpy() for name, tensor in weights.items()})
    else:
        torch.save(weights, file)


def main():
    args = parse()
    place = start(args.device)
    tell = say if place[1] == 0 else lambda *_: None
    model = make_model().to(place[0])
    learn = partial(take_step, model, make_optimizer(model), place)
    train(*data_of(args.data), args.steps, learn, partial(evaluate, model, place[0]), tell)
    if args.out and place[1] == 0:
        save_model(model, args.out)
    if place[2] > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
`;
