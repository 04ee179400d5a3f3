"""The accurate tier: the lower layers of a pretrained encoder, the lowest of them as they are; case and quotation states added to
the states between these and the others; a CRF over roles, two linkers."""
import math

import torch
from torch import nn
from torch.nn import functional as F

import data
import model as m
import tokens as tk

FIRST, BREAK = 0, 1  # rows of the pieces before a window and before each paragraph but the first


def buckets(length, count=32, farthest=128):
    """MPNet's bucket of every pair of positions, [length, length]."""
    n = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    half = count // 2
    side = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    large = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)).long()
    return side + torch.where(n < exact, n, large.clamp(max=half - 1))


def embeddings(prepared):
    """Of the kept word pieces, [pieces, hidden], as four bits a value give them."""
    table = prepared["levels"][prepared["codes"].long()]
    return (table.view(len(table), prepared["factors"].shape[1], -1) * prepared["factors"][..., None]).view(len(table), -1)


class Layer(nn.Module):
    def __init__(self, state, prefix, kind, heads):
        super().__init__()
        names = (["attention.attn.q", "attention.attn.k", "attention.attn.v"] if kind == "mpnet" else
                 ["attention.self.query", "attention.self.key", "attention.self.value"])
        hidden = state[f"{prefix}{names[0]}.weight"].shape[0]
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        inner = state[prefix + "intermediate.dense.weight"].shape[0]
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        eps = 1e-5 if kind == "mpnet" else 1e-12
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=eps), nn.LayerNorm(hidden, eps=eps)
        pairs = [(self.out, "attention.attn.o" if kind == "mpnet" else "attention.output.dense"),
                 (self.norm1, "attention.LayerNorm" if kind == "mpnet" else "attention.output.LayerNorm"),
                 (self.up, "intermediate.dense"), (self.down, "output.dense"), (self.norm2, "output.LayerNorm")]
        with torch.no_grad():
            for part in ("weight", "bias"):
                getattr(self.qkv, part).copy_(torch.cat([state[f"{prefix}{n}.{part}"] for n in names]))
                for module, name in pairs:
                    getattr(module, part).copy_(state[f"{prefix}{name}.{part}"])

    def forward(self, x, bias, drop):
        B, T, H = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.heads, H // self.heads).permute(2, 0, 3, 1, 4)
        scores = torch.baddbmm(bias, q.reshape(B * self.heads, T, -1), k.reshape(B * self.heads, T, -1).transpose(1, 2),
                               alpha=(H // self.heads) ** -0.5)
        scores = torch.softmax(scores, -1)
        mixed = torch.bmm(scores, v.reshape(B * self.heads, T, -1)).view(B, self.heads, T, -1).transpose(1, 2).reshape(B, T, H)
        x = self.norm1(x + drop(self.out(mixed)))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x)))))


class Accurate(nn.Module):
    def __init__(self, prepared, layers, frozen, dropout=0.1, piece_dropout=0.05):
        super().__init__()
        state, self.kind = prepared["state"], prepared["kind"]
        table = embeddings(prepared)
        self.register_buffer("pieces", table, persistent=False)
        hidden = table.shape[1]
        heads = prepared.get("heads", 12)
        start = "embeddings."
        positions = state[start + "position_embeddings.weight"]
        if self.kind == "mpnet":
            positions = positions[2:]
        else:
            positions = positions + state[start + "token_type_embeddings.weight"][:1]
        self.positions = nn.Parameter(positions.clone())
        self.shape = nn.Embedding(tk.SHAPES, hidden)
        self.quote = nn.Embedding(tk.QUOTES, hidden)
        nn.init.zeros_(self.shape.weight), nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(hidden, eps=1e-5 if self.kind == "mpnet" else 1e-12)
        with torch.no_grad():
            self.norm.weight.copy_(state[start + "LayerNorm.weight"]), self.norm.bias.copy_(state[start + "LayerNorm.bias"])
        self.layers = nn.ModuleList(Layer(state, f"encoder.layer.{i}.", self.kind, heads) for i in range(layers))
        self.heads, self.frozen = heads, frozen
        for part in [self.norm, *self.layers[:frozen]]:
            part.requires_grad_(False)
        self.positions.requires_grad_(False)
        if self.kind == "mpnet":
            self.relative = nn.Parameter(state["encoder.relative_attention_bias.weight"].clone())
            self.register_buffer("given_relative", state["encoder.relative_attention_bias.weight"].clone())
            self.register_buffer("bucket", buckets(512), persistent=False)
        self.emit = nn.Linear(hidden, m.K)
        nn.init.normal_(self.emit.weight, std=0.02)
        self.trans, self.starts, self.ends = (nn.Parameter(torch.zeros(*s)) for s in ((m.K, m.K), (m.K,), (m.K,)))
        allowed, starts_ok, ends_ok = m.allowed_steps()
        self.register_buffer("allowed", allowed), self.register_buffer("starts_ok", starts_ok), self.register_buffer("ends_ok", ends_ok)
        self.squeeze = nn.Linear(hidden, 128)  # what the linkers see of a state
        self.cue_of, self.source_of = m.Linker(128), m.Linker(128)
        self.dropout, self.piece_dropout = dropout, piece_dropout

    crf, tag_loss, decode = m.Tagger.crf, m.Tagger.tag_loss, m.Tagger.decode

    def drop(self, x):
        """Dropout with one mask for all steps of a sequence: a mask for every value costs more than the layer."""
        if not self.training:
            return x
        keep = 1 - self.dropout
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) < keep).to(x.dtype) / keep)

    def bias(self, lengths, T, frozen):
        """What is added to the scores of attention, [B * heads, T, T]."""
        B = len(lengths)
        bias = torch.zeros(B, 1, 1, T).masked_fill(torch.arange(T)[None, None, None, :] >= lengths[:, None, None, None], -1e4)
        if self.kind == "mpnet":
            relative = self.given_relative if frozen else self.relative
            bias = bias + relative[self.bucket[:T, :T]].permute(2, 0, 1)[None]
        return bias.expand(B, self.heads, T, T).reshape(B * self.heads, T, T)

    def run(self, layers, x, bias, low):
        with torch.autocast("cpu", torch.bfloat16, enabled=low):
            if low:
                x, bias = x.bfloat16(), bias.bfloat16()
            for layer in layers:
                x = layer(x, bias, self.drop)
        return x

    @torch.no_grad()
    def lower(self, pieces, lengths, low=True):
        """What the layers make of pieces [B,T] that stay as they are, [B,T,H]."""
        T = pieces.shape[1]
        x = self.norm(self.pieces[pieces] + self.positions[:T])
        return self.run(self.layers[:self.frozen], x, self.bias(lengths, T, True), low)

    def states(self, x, shapes, quotes, lengths, firsts, low=True):
        """x [B,T,H]: of lower(); shapes, quotes [B,T]; lengths [B]; firsts [B,W]: where each token's first piece is.
        States [W,B,H]."""
        B, T = shapes.shape
        if self.training:
            x = x * (torch.rand(B, T, 1) >= self.piece_dropout).to(x.dtype)
        x = self.drop(x.float() + self.shape(shapes) + self.quote(quotes))
        x = self.run(self.layers[self.frozen:], x, self.bias(lengths, T, False), low).float()
        x = x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))
        return self.drop(x).transpose(0, 1)

    def emissions(self, h):
        return self.emit(h)

    def link_states(self, h):
        return torch.tanh(self.squeeze(h))
