"""A trained reader and some windows come in; the same reader with fewer heads and narrower layers goes out.

What is taken away is what the rest can best stand in for on those windows, and the rest is set anew to do so (least squares, as in
optimal brain surgery): layer by layer, each on what the layers before it, already smaller, give it.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from model import HEAD, SMALL, Layer, Reader

RIDGE = 1e-4  # share of the mean variance, so that the products can be inverted
STEPS = 24  # rounds in which single values are taken away


@torch.no_grad()
def pruned(net: Reader, batches: list[dict[str, Tensor]], shape: tuple[int, int] = SMALL) -> Reader:
    """A reader of the smaller shape, before any training of its own."""
    small = copy.deepcopy(net).eval()
    states = [(*small.encoder.begin(b["ids"], b["mask"]), b["mask"].bool()) for b in batches]
    layers = nn.ModuleList()
    for old in net.encoder.layers:
        new = Layer(shape)
        new.load_state_dict({k: v for k, v in old.state_dict().items() if k.startswith("norm")}, strict=False)
        fewer_heads(old, new, torch.cat([old.seen(x, bias)[real] for x, bias, real in states]))
        middle = [new.norm1(x + new.out(new.seen(x, bias))) for x, bias, _ in states]
        narrower(old, new, torch.cat([old.between(x)[real] for x, (_, _, real) in zip(middle, states, strict=True)]))
        states = [
            (new.norm2(x + new.down(new.between(x))), bias, real) for x, (_, bias, real) in zip(middle, states, strict=True)
        ]
        layers.append(new)
    small.encoder.layers = layers
    return small


def fewer_heads(old: Layer, new: Layer, values: Tensor) -> None:
    groups = torch.arange(values.shape[1]).view(-1, HEAD)
    kept = keep(old.out, new.out, values, groups, new.heads)
    rows = torch.cat([kept + part * values.shape[1] for part in range(3)])
    new.qkv.weight.copy_(old.qkv.weight[rows])
    new.qkv.bias.copy_(old.qkv.bias[rows])


def narrower(old: Layer, new: Layer, values: Tensor) -> None:
    kept = keep(old.down, new.down, values, torch.arange(values.shape[1]).view(-1, 1), new.up.out_features)
    new.up.weight.copy_(old.up.weight[kept])
    new.up.bias.copy_(old.up.bias[kept])


def keep(old: nn.Linear, new: nn.Linear, values: Tensor, groups: Tensor, number: int) -> Tensor:
    """Fill ``new`` so that it gives from the groups that stay what ``old`` gives from all; their places are the answer."""
    mean = values.mean(0)
    centred = values - mean
    gram = (centred.T @ centred / len(centred)).double()
    left, weight = taken_away(gram, old.weight.double(), groups, number)
    places = groups[left].flatten()
    new.weight.copy_(weight[:, places])
    new.bias.copy_(old.bias + old.weight @ mean - new.weight @ mean[places])
    return places


def taken_away(gram: Tensor, weight: Tensor, groups: Tensor, number: int) -> tuple[Tensor, Tensor]:
    """The groups that stay, and the weight with the others' part shared out among them."""
    inverse = torch.linalg.inv(gram + RIDGE * gram.diagonal().mean() * torch.eye(len(gram)))
    left = torch.arange(len(groups))
    round_of = max(1, (len(groups) - number) // STEPS)
    while len(left) > number:
        loss = torch.stack([cost(inverse, weight, groups[g]) for g in left])
        out = loss.argsort()[: min(round_of, len(left) - number)]
        gone = groups[left[out]].flatten()
        share = torch.linalg.inv(inverse[gone][:, gone]) @ inverse[gone]
        weight = weight - weight[:, gone] @ share
        inverse = inverse - inverse[:, gone] @ share
        left = left[torch.isin(left, left[out], invert=True)]
    return left, weight


def cost(inverse: Tensor, weight: Tensor, group: Tensor) -> Tensor:
    """The error that is left when the group is taken away and the others make up for it."""
    part = weight[:, group]
    return ((part @ torch.linalg.inv(inverse[group][:, group])) * part).sum()
