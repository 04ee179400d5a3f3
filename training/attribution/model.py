"""The fast tier: word, affix, shape and quotation features, BiLSTMs, a CRF over roles, two linkers."""
import ctypes
import os
import pathlib
import subprocess

import torch
from torch import nn

import data
import tokens as tk

K = len(data.TAGS)
LINK_TYPES = 2  # content to cue, cue to source
DISTANCES = 24


def load_kernels():
    here = pathlib.Path(__file__).parent
    out = pathlib.Path(os.environ.get("KERNELS", "/tmp/hearsay-kernels.so"))
    source = here / "kernels.cpp"
    if not out.exists() or out.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["g++", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", str(source), "-o", str(out),
                        "-lopenblas", "-lpthread"], check=True)
    lib = ctypes.CDLL(str(out))
    lib.crf.restype = ctypes.c_double
    return lib


LIB = load_kernels()


def ptr(t):
    assert t.is_contiguous()
    return ctypes.c_void_p(t.data_ptr())


class Recurrence(torch.autograd.Function):
    """gates_* [T,B,4H] (x W + b), wh_* [4H,H] -> hidden states of both directions [T,B,H]."""

    @staticmethod
    def forward(ctx, gates_f, gates_b, wh_f, wh_b, lengths):
        T, B, G = gates_f.shape
        H = G // 4
        gf, gb = gates_f.clone(), gates_b.clone()
        cf, cb, of, ob = (torch.empty(T, B, H) for _ in range(4))
        wf, wb = wh_f.detach().contiguous(), wh_b.detach().contiguous()
        LIB.lstm_forward(T, B, H, ptr(lengths), ptr(gf), ptr(gb), ptr(wf), ptr(wb), ptr(cf), ptr(cb), ptr(of), ptr(ob),
                         torch.get_num_threads())
        ctx.save_for_backward(gf, gb, wf, wb, cf, cb, of, ob, lengths)
        return of, ob

    @staticmethod
    def backward(ctx, dof, dob):
        gf, gb, wf, wb, cf, cb, of, ob, lengths = ctx.saved_tensors
        T, B, H = of.shape
        dof, dob = dof.clone().contiguous(), dob.clone().contiguous()
        dgf, dgb = torch.empty_like(gf), torch.empty_like(gb)
        LIB.lstm_backward(T, B, H, ptr(lengths), ptr(gf), ptr(gb), ptr(wf), ptr(wb), ptr(cf), ptr(cb), ptr(dof),
                          ptr(dob), ptr(dgf), ptr(dgb), torch.get_num_threads())
        dwf = dgf[1:].reshape(-1, 4 * H).t() @ of[:-1].reshape(-1, H)
        dwb = dgb[:-1].reshape(-1, 4 * H).t() @ ob[1:].reshape(-1, H)
        return dgf, dgb, dwf, dwb, None


class BiLstm(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.input = nn.Linear(inputs, 8 * hidden)
        self.wh = nn.Parameter(torch.empty(2, 4 * hidden, hidden))
        nn.init.xavier_uniform_(self.input.weight)
        for d in range(2):
            for g in range(4):
                nn.init.orthogonal_(self.wh[d, g * hidden:(g + 1) * hidden])
        with torch.no_grad():
            self.input.bias.zero_()
            self.input.bias[hidden:2 * hidden] = 1
            self.input.bias[5 * hidden:6 * hidden] = 1
        self.hidden = hidden

    def forward(self, x, lengths):
        g = self.input(x)
        f, b = g[..., :4 * self.hidden].contiguous(), g[..., 4 * self.hidden:].contiguous()
        of, ob = Recurrence.apply(f, b, self.wh[0], self.wh[1], lengths)
        return torch.cat([of, ob], -1)


class CrfLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, emissions, trans, starts, ends, tags, lengths):
        T, B, k = emissions.shape
        de = torch.zeros_like(emissions)
        dt, ds, dn = torch.zeros(k, k), torch.zeros(k), torch.zeros(k)
        e, trans, starts, ends = (x.detach().contiguous() for x in (emissions, trans, starts, ends))
        loss = LIB.crf(T, B, k, ptr(lengths), ptr(e), ptr(trans), ptr(starts), ptr(ends), ptr(tags), ptr(de), ptr(dt),
                       ptr(ds), ptr(dn))
        ctx.save_for_backward(de, dt, ds, dn)
        return torch.tensor(float(loss))

    @staticmethod
    def backward(ctx, d):
        de, dt, ds, dn = ctx.saved_tensors
        return d * de, d * dt, d * ds, d * dn, None, None


def distance_bucket(a, b):
    """How far segment b (first, last) lies from a, in tokens; its sign by order. a and b may touch, never overlap."""
    gap = b[0] - a[1] if b[0] > a[1] else a[0] - b[1]
    size = 0
    for limit in (1, 2, 3, 5, 8, 12, 20, 35, 60, 100, 160):
        if gap > limit:
            size += 1
    return size if b[0] > a[1] else 12 + size


class Linker(nn.Module):
    """Scores pairs of segments: v . relu(A a + B b + distance); `none` is the score of no partner."""

    def __init__(self, states, hidden=64):
        super().__init__()
        self.a = nn.Linear(2 * states, hidden)
        self.b = nn.Linear(2 * states, hidden, bias=False)
        self.distance = nn.Embedding(DISTANCES * 2, hidden)
        self.none = nn.Linear(2 * states, 1)
        self.v = nn.Linear(hidden, 1, bias=False)
        self.drop = nn.Dropout(0.3)

    def forward(self, a, b, near):
        """a [P,2S] and b [P,2S] pair by pair, near [P]."""
        return self.v(self.drop(torch.relu(self.a(a) + self.b(b) + self.distance(near)))).squeeze(-1)


def allowed_steps():
    """Zero for what may follow, begin and end a sequence of tags, -10000 for the rest."""
    allowed = torch.full((K, K), -1e4)
    ends_ok, starts_ok = torch.full((K,), -1e4), torch.full((K,), -1e4)
    for i, p in enumerate(data.TAGS):
        if p[0] in "OES":
            ends_ok[i] = 0
        if p[0] in "OBS":
            starts_ok[i] = 0
        for j, q in enumerate(data.TAGS):
            if p[0] in "OES" and q[0] in "OBS" or p[0] in "BI" and q[0] in "IE" and p[2:] == q[2:]:
                allowed[i, j] = 0
    return allowed, starts_ok, ends_ok


class Tagger(nn.Module):
    def __init__(self, vocabulary, hidden=128, layers=2, trained=48, suffix=16, short=8, prefix=16, shape=8, quote=12,
                 dropout=0.35, word_dropout=0.1, trained_dropout=0.25):
        super().__init__()
        self.register_buffer("vectors", torch.from_numpy(vocabulary.vectors()))
        self.trained = nn.Embedding(len(vocabulary.trained_words) + 1, trained)
        self.suffix = nn.Embedding(tk.BUCKETS, suffix)
        self.short = nn.Embedding(tk.BUCKETS, short)
        self.prefix = nn.Embedding(tk.BUCKETS, prefix)
        self.shape = nn.Embedding(tk.SHAPES, shape)
        self.quote = nn.Embedding(tk.QUOTES, quote)
        for e in (self.trained, self.suffix, self.short, self.prefix, self.shape, self.quote):
            nn.init.normal_(e.weight, std=0.3)
        self.first = BiLstm(self.vectors.shape[1] + trained + suffix + short + prefix + shape + quote, hidden)
        self.rest = nn.ModuleList(BiLstm(2 * hidden, hidden) for _ in range(layers - 1))
        self.out = nn.Linear(2 * hidden, K)
        self.trans = nn.Parameter(torch.zeros(K, K))
        self.starts = nn.Parameter(torch.zeros(K))
        self.ends = nn.Parameter(torch.zeros(K))
        allowed, starts_ok, ends_ok = allowed_steps()
        self.register_buffer("allowed", allowed)
        self.register_buffer("starts_ok", starts_ok)
        self.register_buffer("ends_ok", ends_ok)
        self.cue_of = Linker(2 * hidden)     # content -> cue
        self.source_of = Linker(2 * hidden)  # cue -> source
        self.drop = nn.Dropout(dropout)
        self.word_dropout, self.trained_dropout = word_dropout, trained_dropout

    def embed(self, rows):
        """rows [T,B,7] -> [T,B,inputs]"""
        vector, trained = rows[..., 0], rows[..., 1]
        if self.training:
            gone = torch.rand(vector.shape) < self.word_dropout
            vector = vector.masked_fill(gone, 0)
            trained = trained.masked_fill(gone | (torch.rand(vector.shape) < self.trained_dropout), 0)
        return torch.cat([self.vectors[vector], self.trained(trained), self.suffix(rows[..., 2]),
                          self.short(rows[..., 3]), self.prefix(rows[..., 4]), self.shape(rows[..., 5]),
                          self.quote(rows[..., 6])], -1)

    def locked(self, x):
        """Dropout with one mask for all steps of a sequence."""
        if not self.training or self.drop.p == 0:
            return x
        keep = 1 - self.drop.p
        return x * (torch.rand(1, x.shape[1], x.shape[2]) < keep) / keep

    def states(self, rows, lengths):
        x = self.drop(self.embed(rows))
        h = self.first(x, lengths)
        for layer in self.rest:
            h = layer(self.locked(h), lengths)
        return h

    def emissions(self, h):
        return self.out(self.locked(h))

    def crf(self):
        return self.trans + self.allowed, self.starts + self.starts_ok, self.ends + self.ends_ok

    def tag_loss(self, emissions, tags, lengths):
        return CrfLoss.apply(emissions, *self.crf(), tags, lengths)

    def decode(self, emissions, lengths):
        T, B, k = emissions.shape
        tags = torch.zeros(T, B, dtype=torch.int32)
        emissions = emissions.contiguous()
        trans, starts, ends = (x.contiguous() for x in self.crf())  # held while the kernel reads them
        LIB.viterbi(T, B, k, ptr(lengths), ptr(emissions), ptr(trans), ptr(starts), ptr(ends), ptr(tags))
        return tags


def segments_of(tags):
    """(role, first, last) of a well-formed BIOES sequence."""
    out, start = [], 0
    for i, t in enumerate(tags):
        if t == 0:
            continue
        role, part = (t - 1) // 4, (t - 1) % 4
        if part == 0 or part == 3:
            start = i
        if part == 2 or part == 3:
            out.append((role, start, i))
    return out


LINK_REACH = 12  # how many of the nearest partners on either side are considered


def candidates(segment, partners):
    """Indices of the partners within reach, nearest LINK_REACH on each side, in text order."""
    before = [i for i, p in enumerate(partners) if p[1] < segment[0]]
    after = [i for i, p in enumerate(partners) if p[0] > segment[1]]
    return before[-LINK_REACH:] + after[:LINK_REACH]


def nearness(a, b, index, partners):
    """Bucket of the distance; the second half of the buckets where another partner stands between."""
    bucket = distance_bucket(a, b)
    low, high = (a[1], b[0]) if b[0] > a[1] else (b[1], a[0])
    between = any(low < p[0] and p[1] < high for i, p in enumerate(partners) if i != index)
    return bucket + (DISTANCES if between else 0)
