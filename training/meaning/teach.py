"""What a sentence encoder makes of every sentence: unit vectors as float16. And of every piece by itself."""
import argparse
import json
import pathlib
import time

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

torch.set_grad_enabled(False)
PART = 4096


def embed(model, tokenizer, texts, size):
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), model.config.hidden_size), np.float16)
    for at in range(0, len(order), size):
        rows = order[at:at + size]
        batch = tokenizer([texts[i] for i in rows], padding=True, truncation=True, max_length=128, return_tensors="pt")
        states = model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"][:, :, None].float()
        mean = (states * mask).sum(1) / mask.sum(1)
        out[rows] = torch.nn.functional.normalize(mean, dim=1).numpy().astype(np.float16)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--sentences", type=pathlib.Path, required=True)
    parser.add_argument("--held-only", action="store_true", help="those sentences only that are held out, and no pieces")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="a folder")
    args = parser.parse_args()
    args.out.mkdir(exist_ok=True)
    torch.set_num_threads(1)
    start = time.time()
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    model = AutoModel.from_pretrained(args.model, dtype=torch.bfloat16).eval()
    lines = [json.loads(line) for line in open(args.sentences, encoding="utf-8")]
    order = np.random.default_rng(1).permutation(len(lines))
    if args.held_only:
        order = np.array([i for i in order if lines[i]["held"] and not lines[i]["story"].startswith("polnear")])
    elif not (args.out / "pieces.npy").exists():
        vocabulary = (args.model / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
        np.save(args.out / "pieces.npy", embed(model, tokenizer, [v.replace("##", "") for v in vocabulary], 512))
        print(f"{len(vocabulary)} pieces, {time.time() - start:.0f} s", flush=True)
    # A part at a time, in no order, so that training can begin before the last, and go on where it was stopped.
    out = np.zeros((len(lines), model.config.hidden_size), np.float16)
    if (args.out / "sentences.npy").exists():
        out = np.load(args.out / "sentences.npy")
    for at in range(0, len(order), PART):
        rows = order[at:at + PART]
        if out[rows].any(1).all():
            continue
        out[rows] = embed(model, tokenizer, [lines[i]["text"] for i in rows], 64)
        np.save(args.out / "sentences.npy", out)
        print(f"{at + len(rows)} of {len(order)} sentences, {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
