#!/usr/bin/env python3
"""Trains the event model: which word of a sentence tells its event, of which class, and which phrases are its actors.

  train.py --features ./features --corpora STORIES --scorer EVAL --work DIR [--out models/event.hsm]

STORIES holds events.plv.dev.jsonl.gz, events.plover_gsr.dev.jsonl.gz and docs.newscluster.dev.jsonl.gz, EVAL score_events.py,
`features` is built from features.cpp. Sentences of the reports, few of which tell an event, teach what is none: nobody has
read them, so they weigh less. Prints cross-validated figures (folds by sentence), then trains on all and writes the weights.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import time

import numpy as np
import torch

CLASSES = ["AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
           "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
BUCKETS = 1 << 15
DENSE = 500


def lines(path):
    with gzip.open(path, "rt") as file:
        return [json.loads(line) for line in file]


def run_features(tool, texts):
    text = "\n".join(re.sub(r"\s+", " ", t) for t in texts) + "\n"
    done = subprocess.run([tool], input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Batch:
    """Triggers of many sentences laid end to end."""

    def __init__(self, rows):
        ids, offsets, dense, owner, lexicon = [], [], [], [], []
        self.first = []
        for i, row in enumerate(rows):
            self.first.append(len(offsets))
            for trigger in row["features"]["triggers"]:
                offsets.append(len(ids))
                ids += trigger["sparse"]
                dense.append(trigger["dense"])
                owner.append(i)
                name = FOLD.get(trigger["class"], trigger["class"])
                lexicon.append(CLASSES.index(name) if name in CLASSES else -1)
        self.first.append(len(offsets))
        self.ids = torch.tensor(ids)
        self.offsets = torch.tensor(offsets)
        self.dense = torch.tensor(np.array(dense, dtype=np.float32).reshape(-1, DENSE))
        self.owner = torch.tensor(owner)
        self.lexicon = torch.tensor(lexicon)
        self.count = len(rows)


class TypeModel(torch.nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.sparse = torch.nn.EmbeddingBag(BUCKETS, outputs, mode="sum")
        self.dense = torch.nn.Linear(DENSE, outputs, bias=False)
        torch.nn.init.zeros_(self.sparse.weight)
        torch.nn.init.zeros_(self.dense.weight)

    def forward(self, batch):
        return self.sparse(batch.ids, batch.offsets) + self.dense(batch.dense)


def sentence_log_sum(scores, owner, count):
    """log-sum-exp over the triggers of each sentence."""
    top = torch.full((count,), -1e9).scatter_reduce(0, owner, scores, "amax")
    total = torch.zeros(count).index_add(0, owner, torch.exp(scores - top[owner]))
    return top + torch.log(total + 1e-30)


def plain_sentences(path, count):
    """Sentences of news reports, drawn evenly."""
    found = []
    for document in lines(path):
        for paragraph in document["text"].split("\n"):
            found += [s for s in re.split(r"(?<=[.!?]) +(?=[A-Z])", paragraph) if 40 < len(s) < 400]
    found = sorted(set(found), key=lambda s: hashlib.sha1(s.encode()).hexdigest())
    return found[:count]


def fit_triggers(rows, args, loss_of, outputs, start):
    torch.manual_seed(1)
    batch = Batch(rows)
    has = torch.zeros(batch.count).index_add(0, batch.owner, torch.ones(len(batch.owner))) > 0
    # A trigger that the rules' actors single out is the likelier one.
    prior = torch.log(0.15 + torch.tensor([t for r in rows for t in r["agree"]], dtype=torch.float32))
    model = TypeModel(outputs)
    optimizer = torch.optim.Adam(model.parameters(), lr=args.rate)
    for epoch in range(args.epochs):
        optimizer.zero_grad()
        scores = model(batch) + start(batch) * max(0.0, 1 - epoch / (0.5 * args.epochs))
        loss = loss_of(scores, batch, prior, has)
        loss = loss + args.decay * model.sparse.weight.pow(2).sum() / batch.count + args.dense_decay * model.dense.weight.pow(2).sum() / batch.count
        loss.backward()
        optimizer.step()
    return model


def lexicon_start(batch):
    """The lexicon's own class is where training starts."""
    scores = torch.zeros(len(batch.owner), len(CLASSES))
    known = batch.lexicon >= 0
    scores[known, batch.lexicon[known]] = 1.5
    return scores


def train_types(rows, args):
    """Of which class the sentence's event is, whichever of its triggers tells it."""
    gold = torch.tensor([CLASSES.index(r["gold"]) for r in rows])

    def loss_of(scores, batch, prior, has):
        every = sentence_log_sum(torch.logsumexp(scores, 1), batch.owner, batch.count)
        right = sentence_log_sum(scores[torch.arange(len(batch.owner)), gold[batch.owner]] + prior, batch.owner, batch.count)
        return (every - right)[has].mean()

    return fit_triggers(rows, args, loss_of, len(CLASSES), lexicon_start)


def train_told(rows, plain, args):
    """How surely a trigger tells an event of a class: coded sentences against plain ones, whose score is nought."""
    both = rows + plain
    gold = torch.tensor([CLASSES.index(r["gold"]) if r["gold"] else 0 for r in both])
    none = torch.tensor([not r["gold"] for r in both])
    share = torch.tensor([1.0] * len(rows) + [args.plain_weight] * len(plain))

    def loss_of(scores, batch, prior, has):
        every = sentence_log_sum(torch.logsumexp(scores, 1), batch.owner, batch.count)
        every = torch.logaddexp(every, torch.zeros(batch.count))
        right = sentence_log_sum(scores[torch.arange(len(batch.owner)), gold[batch.owner]] + prior, batch.owner, batch.count)
        right = torch.where(none, torch.zeros(batch.count), right)
        return ((every - right)[has] * share[has]).sum() / share[has].sum()

    return fit_triggers(both, args, loss_of, len(CLASSES), lexicon_start)


def predict_types(model, rows):
    """For each sentence (trigger, class, all scores)."""
    batch = Batch(rows)
    with torch.no_grad():
        scores = model(batch).numpy()
    known = batch.lexicon.numpy() >= 0
    scores[known, batch.lexicon.numpy()[known]] += 1  # as event.cpp does
    out = []
    for i in range(batch.count):
        mine = scores[batch.first[i]:batch.first[i + 1]]
        if len(mine) == 0:
            out.append(None)
            continue
        out.append((int(mine.max(1).argmax()), mine))
    return out


def pick_triggers(types, told):
    """Which trigger tells the sentence's main event, as event.cpp chooses: by how surely it tells one and of what class."""
    out = []
    for one, other in zip(types, told):
        if one is None:
            out.append(None)
            continue
        strength = np.logaddexp.reduce(other[1], axis=1)
        out.append((int((strength + 2 * one[1].max(1)).argmax()), one[1], float(strength.max())))
    return out


class ActorModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.sparse = torch.nn.EmbeddingBag(BUCKETS, 2, mode="sum")
        self.none = torch.nn.Parameter(torch.zeros(2))
        torch.nn.init.zeros_(self.sparse.weight)


def actor_rows(rows, chosen, match):
    """One row a sentence: the phrases beside the chosen trigger and which of them are the source and the target."""
    out = []
    for row, pick in zip(rows, chosen):
        if pick is None or not row["features"]["triggers"]:
            continue
        phrases = row["features"]["triggers"][pick]["phrases"]
        labels = []
        for side in ("source", "target"):
            fits = [max((match(g, row["text"][p["span"][0]:p["span"][1]]) for g in row[side]), default=0) for p in phrases]
            best = max(fits, default=0)
            labels.append([1.0 if best > 0 and f >= 0.99 * best else 0.0 for f in fits])
        out.append((phrases, labels))
    return out


def train_actors(data, epochs, rate, decay):
    torch.manual_seed(1)
    ids, offsets, owner, gold = [], [], [], []
    for i, (phrases, labels) in enumerate(data):
        for k, phrase in enumerate(phrases):
            offsets.append(len(ids))
            ids += phrase["sparse"]
            owner.append(i)
            gold.append([labels[0][k], labels[1][k]])
    ids, offsets, owner = torch.tensor(ids), torch.tensor(offsets), torch.tensor(owner)
    gold = torch.tensor(gold)
    count = len(data)
    has = torch.zeros(count, 2).index_add(0, owner, gold) > 0
    model = ActorModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    for _ in range(epochs):
        optimizer.zero_grad()
        scores = model.sparse(ids, offsets)
        loss = 0
        for side in (0, 1):
            mine = scores[:, side]
            none = model.none[side].expand(count)
            every = torch.logaddexp(sentence_log_sum(mine, owner, count), none)
            right = torch.where(has[:, side], sentence_log_sum(mine + torch.log(gold[:, side] + 1e-9), owner, count), none)
            loss = loss + (every - right).mean()
        loss = loss + decay * model.sparse.weight.pow(2).sum() / count
        loss.backward()
        optimizer.step()
    return model


def choose_actors(model, row, pick):
    phrases = row["features"]["triggers"][pick]["phrases"]
    if not phrases:
        return None, None
    ids = torch.tensor([b for p in phrases for b in p["sparse"]])
    offsets = torch.tensor(np.cumsum([0] + [len(p["sparse"]) for p in phrases[:-1]]))
    with torch.no_grad():
        scores = model.sparse(ids, offsets).numpy()
        none = model.none.numpy()
    best, found = (None, None), -1e9
    for s in range(-1, len(phrases)):
        for t in range(-1, len(phrases)):
            if s == t and s >= 0:
                continue
            total = (scores[s, 0] if s >= 0 else none[0]) + (scores[t, 1] if t >= 0 else none[1])
            if total > found:
                found, best = total, (s if s >= 0 else None, t if t >= 0 else None)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", required=True)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--scorer", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=70)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--decay", type=float, default=0.3)
    parser.add_argument("--dense-decay", type=float, default=0.3)
    parser.add_argument("--plain", type=int, default=2000)
    parser.add_argument("--plain-weight", type=float, default=0.3)
    parser.add_argument("--actor-decay", type=float, default=0.3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    sys.path.insert(0, args.scorer)
    import score_events

    def match(gold, said):
        a, b = score_events.toks(gold), score_events.toks(said)
        common = sum((a & b).values())
        f1 = 2 * common / max(1, sum(a.values()) + sum(b.values()))
        return f1 if score_events.match_text(gold, said, 0.5) else 0

    rows = []
    for name in ("plv", "plover_gsr"):
        for r in lines(args.corpora / f"events.{name}.dev.jsonl.gz"):
            text = re.sub(r"\s", " ", r["text"])
            rows.append({"set": name, "id": r["id"], "text": re.sub(r"\s+", " ", text), "gold": score_events.FOLD.get(r["event"], r["event"]),
                         "source": r["source"], "target": r["target"]})
    for row, features in zip(rows, run_features(args.features, [r["text"] for r in rows])):
        row["features"] = features
        row["agree"] = []
        for trigger in features["triggers"]:
            said = lambda k: [row["text"][slice(*trigger["phrases"][p]["span"])] for p in trigger[k]]
            hit = lambda gold, k: any(match(g, s) for g in gold for s in said(k))
            row["agree"].append(0.5 * hit(row["source"], "sources") + 0.5 * hit(row["target"], "targets"))
        key = re.sub(r"\W+", "", row["text"].lower())
        row["fold"] = int(hashlib.sha1(key.encode()).hexdigest(), 16) % max(1, args.folds)
    plain = [{"set": "plain", "id": "", "text": t, "gold": None, "source": [], "target": [], "agree": []}
             for t in plain_sentences(args.corpora / "docs.newscluster.dev.jsonl.gz", args.plain)]
    for row, features in zip(plain, run_features(args.features, [r["text"] for r in plain])):
        row["features"] = features
        row["agree"] = [0.0] * len(features["triggers"])
    reach = sum(any(FOLD.get(t["class"], t["class"]) == r["gold"] for t in r["features"]["triggers"]) for r in rows)
    print(f"{len(rows)} sentences; the lexicon's classes hold the gold one in {reach / len(rows):.3f}")
    found = {"source": 0, "target": 0}
    for r in rows:
        for side in found:
            found[side] += any(match(g, r["text"][slice(*p["span"])]) for t in r["features"]["triggers"][:1] for p in t["phrases"] for g in r[side])
    print("phrases hold the gold source %.3f, target %.3f" % tuple(found[s] / sum(bool(r[s]) for r in rows) for s in found))

    predictions = {}
    for fold in range(args.folds):
        print("fold", fold, time.process_time(), file=sys.stderr, flush=True)
        train = [r for r in rows if r["fold"] != fold]
        test = [r for r in rows if r["fold"] == fold]
        model = train_types(train, args)
        of_train = predict_types(model, train)
        # The trigger of the gold class is what actors are looked for around in training.
        chosen = [None if p is None else int(p[1][:, CLASSES.index(r["gold"])].argmax()) for r, p in zip(train, of_train)]
        actors = train_actors(actor_rows(train, chosen, match), args.epochs, args.rate, args.actor_decay)
        picks = pick_triggers(predict_types(model, test), predict_types(train_told(train, plain, args), test))
        strength = sorted(p[2] for p in picks if p)
        print("fold", fold, "strength of held-out events, percentiles 1 5 10 20 50:",
              " ".join(f"{strength[int(len(strength) * q)]:.2f}" for q in (0.01, 0.05, 0.1, 0.2, 0.5)), flush=True)
        for row, pick in zip(test, picks):
            if pick is None:
                predictions[row["set"], row["id"]] = {"id": row["id"], "events": []}
                continue
            trigger, scores, _ = pick
            source, target = choose_actors(actors, row, trigger)
            phrases = row["features"]["triggers"][trigger]["phrases"]
            say = lambda p: [] if p is None else [row["text"][slice(*phrases[p]["span"])]]
            predictions[row["set"], row["id"]] = {"id": row["id"], "events": [
                {"event": CLASSES[int(scores[trigger].argmax())], "source": say(source), "target": say(target)}]}
    for name in ("plv", "plover_gsr") if args.folds else ():
        path = args.work / f"{name}.pred.jsonl"
        with open(path, "w") as out:
            for (kind, _), p in predictions.items():
                if kind == name:
                    out.write(json.dumps(p) + "\n")
        done = subprocess.run([sys.executable, f"{args.scorer}/score_events.py", args.corpora / f"events.{name}.dev.jsonl.gz", path],
                              capture_output=True, text=True, check=True)
        print(name)
        print(done.stdout if name == "plv" else done.stdout.split("by class")[0])
    if args.out:
        sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attribution"))
        import weights
        model = train_types(rows, args)
        chosen = [None if p is None else int(p[1][:, CLASSES.index(r["gold"])].argmax()) for r, p in zip(rows, predict_types(model, rows))]
        actors = train_actors(actor_rows(rows, chosen, match), args.epochs, args.rate, args.actor_decay)
        told = train_told(rows, plain, args)
        sparse = torch.cat([model.sparse.weight, told.sparse.weight, actors.sparse.weight], 1).detach().numpy().astype(np.float16)
        dense = torch.cat([model.dense.weight, told.dense.weight], 0).detach().numpy().astype(np.float16)
        weights.write(args.out, {"classes": weights.text("\n".join(CLASSES)), "sparse": sparse, "dense": dense,
                                 "none": actors.none.detach().numpy().astype(np.float32)})


if __name__ == "__main__":
    main()
