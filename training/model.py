"""Word pieces come in; what each of them is in statements and in incidents goes out, from one pass of one encoder."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEAD, LONGEST = 6, 384, 32, 256
FULL, SMALL = (12, 1536), (8, 768)  # attention heads and inner width of each layer: as published, and of what ships
MENTIONS, STATUSES, TYPES = 13, 5, 6
PAIR, NEAR = 128, 128  # width of the pointers; distances beyond NEAR pieces count as one


class Layer(nn.Module):
    """One BERT layer, its three projections in one product."""

    def __init__(self, shape: tuple[int, int] = FULL) -> None:
        super().__init__()
        self.heads, inner = shape
        self.qkv = nn.Linear(WIDTH, 3 * HEAD * self.heads)
        self.out = nn.Linear(HEAD * self.heads, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.out(self.seen(x, mask)))
        return self.norm2(x + self.down(self.between(x)))

    def seen(self, x: Tensor, mask: Tensor) -> Tensor:
        """What the heads attend to, one head's values after the other's."""
        b, n = x.shape[0], x.shape[1]
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4).unbind(0)
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, -1)

    def between(self, x: Tensor) -> Tensor:
        return functional.gelu(self.up(x))


class Encoder(nn.Module):
    """MiniLM-L6, or the same with fewer heads and narrower layers."""

    def __init__(self, dropout: float = 0.1, shape: tuple[int, int] = FULL) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Parameter(torch.zeros(LONGEST, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x, bias = self.begin(ids, mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def begin(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the first layer reads, and what every layer adds so that padding is not attended to."""
        x = self.dropout(self.norm(self.words(ids) + self.places[: ids.shape[1]]))
        return x, (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4

    def load_base(self, path: Path) -> None:
        """The published weights, renamed."""
        raw = load_file(path)
        new = {
            "words.weight": raw["embeddings.word_embeddings.weight"],
            "places": raw["embeddings.position_embeddings.weight"][:LONGEST]
            + raw["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": raw["embeddings.LayerNorm.weight"],
            "norm.bias": raw["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [raw[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                new[f"layers.{i}.out.{kind}"] = raw[f"{old}attention.output.dense.{kind}"]
                new[f"layers.{i}.norm1.{kind}"] = raw[f"{old}attention.output.LayerNorm.{kind}"]
                new[f"layers.{i}.up.{kind}"] = raw[f"{old}intermediate.dense.{kind}"]
                new[f"layers.{i}.down.{kind}"] = raw[f"{old}output.dense.{kind}"]
                new[f"layers.{i}.norm2.{kind}"] = raw[f"{old}output.LayerNorm.{kind}"]
        self.load_state_dict(new)


class Reader(nn.Module):
    """Tags for cues, sources and contents, and pointers from pieces to the first piece of their cue;
    mentions with their role in an incident, the status of an organisation held responsible, the window's incident types."""

    def __init__(self, dropout: float = 0.1, shape: tuple[int, int] = FULL) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, shape)
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(WIDTH, 7)
        self.piece = nn.Linear(WIDTH, 2 * PAIR)
        self.cue = nn.Linear(WIDTH, 2 * PAIR)
        self.alone = nn.Linear(WIDTH, 2)
        self.distance = nn.Parameter(torch.zeros(2, 2 * NEAR + 1))
        self.table: nn.Parameter | None = None  # the same, spelt out for every pair of places, where the reader ships
        steps = torch.arange(LONGEST)
        self.mention = nn.Linear(WIDTH, MENTIONS)
        self.status = nn.Linear(WIDTH, STATUSES)
        self.kinds = nn.Linear(WIDTH, TYPES)
        self.register_buffer("far", (steps[:, None] - steps[None, :]).clamp(-NEAR, NEAR) + NEAR, persistent=False)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Tags [batch, piece, tag]; roles [batch, source or content, piece, cue] against none = 0;
        mentions [batch, piece, tag]; statuses [batch, piece, status]; incident types [batch, type]. All are logits."""
        return self.heads(self.dropout(self.encoder(ids, mask)))

    def heads(self, x: Tensor) -> tuple[Tensor, ...]:
        b, n = x.shape[0], x.shape[1]
        piece = self.piece(x).view(b, n, 2, PAIR).transpose(1, 2)
        cue = self.cue(x).view(b, n, 2, PAIR).transpose(1, 2)
        roles = piece @ cue.transpose(2, 3) * PAIR**-0.5
        near = self.distance[:, self.far[:n, :n]] if self.table is None else self.table[:, :n, :n]
        roles = roles + self.alone(x).transpose(1, 2)[..., None] + near
        return self.tag(x), roles, self.mention(x), self.status(x), self.kinds(x[:, 0])


def read_weights(saved: dict[str, Tensor], dropout: float = 0.0) -> Reader:
    """A reader of the shape that the weights have."""
    saved = saved.get("mean", saved)
    inner, heads = saved["encoder.layers.0.up.weight"].shape[0], saved["encoder.layers.0.out.weight"].shape[1] // HEAD
    net = Reader(dropout, (heads, inner))
    net.load_state_dict(saved)
    return net.eval()


def loss(out: tuple[Tensor, ...], batch: dict[str, Tensor]) -> Tensor:
    """The batch's own losses: of statements (tags, roles) or of incidents (mentions, statuses, types)."""
    tags, roles, mentions, statuses, types = out
    if "mentions" in batch:
        outside = torch.ones(MENTIONS)
        outside[0] = 0.4
        return torch.stack([
            # Nineteen pieces in twenty are in no role: without the weights the head learns that first and little else.
            4 * functional.cross_entropy(mentions.flatten(0, 1), batch["mentions"].flatten(), outside, ignore_index=-100),
            functional.cross_entropy(statuses.flatten(0, 1), batch["status"].flatten(), ignore_index=-100, reduction="sum")
            / (20 + (batch["status"] >= 0).sum()),
            functional.binary_cross_entropy_with_logits(types, batch["types"]),
        ])  # fmt: skip
    tag = functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=-100)
    scores = roles[batch["row"], :, :, batch["cue"]]  # [cues, 2, pieces]
    scores = torch.cat([torch.zeros_like(scores[:, :1]), scores], 1)
    role = functional.cross_entropy(scores, batch["roles"], ignore_index=-100, reduction="sum")
    return torch.stack([tag, role / max(1, 32 * len(batch["row"]))])
