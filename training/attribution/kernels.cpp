// The recurrent part of an LSTM, forward and backward, for training on a CPU: PyTorch's own is many small operations a
// step. Gates lie in the order input, forget, cell, output. Plain C for ctypes.
#include <cblas.h>

#include <cmath>
#include <cstring>
#include <thread>
#include <vector>

extern "C" void openblas_set_num_threads(int);

namespace {

// The bounds keep exp finite: the vectorised reciprocal of an infinity is not a number.
inline float sigmoid(float x) { return 1.0f / (1.0f + __builtin_expf(x < -40.0f ? 40.0f : -x)); }
inline float tangent(float x) { return 2.0f * sigmoid(2.0f * x) - 1.0f; }

// gates [T,B,4H] in: x W; out: activations. cells, out [T,B,H].
void forward(int T, int B, int H, bool reverse, const int* lengths, float* gates, const float* wh, float* cells,
             float* out) {
  const long G = 4L * H;
  for (int s = 0; s < T; ++s) {
    const int t = reverse ? T - 1 - s : s;
    const int p = reverse ? t + 1 : t - 1;
    float* g = gates + t * B * G;
    if (s > 0)
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, B, (int)G, H, 1.0f, out + (long)p * B * H, H, wh, H, 1.0f, g, (int)G);
    for (int b = 0; b < B; ++b) {
      float* gb = g + b * G;
      float* c = cells + ((long)t * B + b) * H;
      float* h = out + ((long)t * B + b) * H;
      if (t >= lengths[b]) {
        std::memset(gb, 0, sizeof(float) * G);
        std::memset(c, 0, sizeof(float) * H);
        std::memset(h, 0, sizeof(float) * H);
        continue;
      }
      const float* cp = s > 0 ? cells + ((long)p * B + b) * H : nullptr;
#pragma GCC ivdep
      for (int k = 0; k < H; ++k) {
        const float i = sigmoid(gb[k]), f = sigmoid(gb[H + k]), z = tangent(gb[2 * H + k]), o = sigmoid(gb[3 * H + k]);
        gb[k] = i, gb[H + k] = f, gb[2 * H + k] = z, gb[3 * H + k] = o;
        const float cell = i * z + (cp ? f * cp[k] : 0.0f);
        c[k] = cell;
        h[k] = o * tangent(cell);
      }
    }
  }
}

// dout [T,B,H] is used up; dgates [T,B,4H] is filled.
void backward(int T, int B, int H, bool reverse, const int* lengths, const float* gates, const float* wh,
              const float* cells, float* dout, float* dgates) {
  const long G = 4L * H;
  std::vector<float> dc((size_t)B * H, 0.0f);
  for (int s = T - 1; s >= 0; --s) {
    const int t = reverse ? T - 1 - s : s;
    const int p = reverse ? t + 1 : t - 1;
    const float* g = gates + t * B * G;
    float* dg = dgates + t * B * G;
    for (int b = 0; b < B; ++b) {
      float* db = dg + b * G;
      float* d = dc.data() + (long)b * H;
      if (t >= lengths[b]) {
        std::memset(db, 0, sizeof(float) * G);
        std::memset(d, 0, sizeof(float) * H);
        continue;
      }
      const float* gb = g + b * G;
      const float* c = cells + ((long)t * B + b) * H;
      const float* cp = s > 0 ? cells + ((long)p * B + b) * H : nullptr;
      const float* dh = dout + ((long)t * B + b) * H;
#pragma GCC ivdep
      for (int k = 0; k < H; ++k) {
        const float i = gb[k], f = gb[H + k], z = gb[2 * H + k], o = gb[3 * H + k], tc = tangent(c[k]);
        const float dcell = d[k] + dh[k] * o * (1 - tc * tc);
        db[k] = dcell * z * i * (1 - i);
        db[H + k] = dcell * (cp ? cp[k] : 0.0f) * f * (1 - f);
        db[2 * H + k] = dcell * i * (1 - z * z);
        db[3 * H + k] = dh[k] * tc * o * (1 - o);
        d[k] = dcell * f;
      }
    }
    if (s > 0)
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, B, H, (int)G, 1.0f, dg, (int)G, wh, H, 1.0f, dout + (long)p * B * H, H);
  }
}

}  // namespace

extern "C" {

// Two directions at once, one thread each.
void lstm_forward(int T, int B, int H, const int* lengths, float* gates_f, float* gates_b, const float* wh_f,
                  const float* wh_b, float* cells_f, float* cells_b, float* out_f, float* out_b, int threads) {
  openblas_set_num_threads(1);
  std::thread other(forward, T, B, H, true, lengths, gates_b, wh_b, cells_b, out_b);
  forward(T, B, H, false, lengths, gates_f, wh_f, cells_f, out_f);
  other.join();
  openblas_set_num_threads(threads);
}

void lstm_backward(int T, int B, int H, const int* lengths, const float* gates_f, const float* gates_b,
                   const float* wh_f, const float* wh_b, const float* cells_f, const float* cells_b, float* dout_f,
                   float* dout_b, float* dgates_f, float* dgates_b, int threads) {
  openblas_set_num_threads(1);
  std::thread other(backward, T, B, H, true, lengths, gates_b, wh_b, cells_b, dout_b, dgates_b);
  backward(T, B, H, false, lengths, gates_f, wh_f, cells_f, dout_f, dgates_f);
  other.join();
  openblas_set_num_threads(threads);
}

// Linear-chain CRF. emissions [T,B,K]; trans [K,K] from row to column; starts, ends [K]; tags [T,B]. Adds up the negative
// log likelihood of the sequences; fills demissions and adds to dtrans, dstarts, dends.
double crf(int T, int B, int K, const int* lengths, const float* emissions, const float* trans, const float* starts,
           const float* ends, const int* tags, float* demissions, float* dtrans, float* dstarts, float* dends) {
  double total = 0;
  std::vector<double> a((size_t)T * K), z((size_t)T * K), et((size_t)K * K), scale(T);
  for (int i = 0; i < K * K; ++i) et[i] = std::exp((double)trans[i]);
  std::vector<double> m((size_t)T * K);
  for (int b = 0; b < B; ++b) {
    const int n = lengths[b];
    if (n == 0) continue;
    auto e = [&](int t, int k) { return (double)emissions[((long)t * B + b) * K + k]; };
    double log_z = 0;
    for (int t = 0; t < n; ++t) {
      double top = e(t, 0);
      for (int k = 1; k < K; ++k) top = std::max(top, e(t, k));
      double sum = 0;
      for (int k = 0; k < K; ++k) {
        m[t * K + k] = std::exp(e(t, k) - top + (t == 0 ? starts[k] : 0) + (t == n - 1 ? ends[k] : 0));
        double in = t == 0 ? 1 : 0;
        if (t > 0)
          for (int j = 0; j < K; ++j) in += a[(t - 1) * K + j] * et[j * K + k];
        a[t * K + k] = in * m[t * K + k];
        sum += a[t * K + k];
      }
      for (int k = 0; k < K; ++k) a[t * K + k] /= sum;
      scale[t] = sum;
      log_z += std::log(sum) + top;
    }
    for (int k = 0; k < K; ++k) z[(n - 1) * K + k] = 1;
    for (int t = n - 2; t >= 0; --t)
      for (int j = 0; j < K; ++j) {
        double sum = 0;
        for (int k = 0; k < K; ++k) sum += et[j * K + k] * m[(t + 1) * K + k] * z[(t + 1) * K + k];
        z[t * K + j] = sum / scale[t + 1];
      }
    double gold = 0;
    for (int t = 0; t < n; ++t) {
      const int y = tags[(long)t * B + b];
      gold += e(t, y) + (t == 0 ? starts[y] : trans[tags[(long)(t - 1) * B + b] * K + y]) + (t == n - 1 ? ends[y] : 0);
      for (int k = 0; k < K; ++k) {
        const double p = a[t * K + k] * z[t * K + k];
        demissions[((long)t * B + b) * K + k] = (float)p;
        if (t == 0) dstarts[k] += (float)p;
        if (t == n - 1) dends[k] += (float)p;
      }
      demissions[((long)t * B + b) * K + y] -= 1;
      if (t == 0) dstarts[y] -= 1;
      if (t == n - 1) dends[y] -= 1;
      if (t > 0) {
        for (int j = 0; j < K; ++j)
          for (int k = 0; k < K; ++k)
            dtrans[j * K + k] += (float)(a[(t - 1) * K + j] * et[j * K + k] * m[t * K + k] * z[t * K + k] / scale[t]);
        dtrans[tags[(long)(t - 1) * B + b] * K + y] -= 1;
      }
    }
    total += log_z - gold;
  }
  return total;
}

// Best tag sequences.
void viterbi(int T, int B, int K, const int* lengths, const float* emissions, const float* trans, const float* starts,
             const float* ends, int* tags) {
  std::vector<float> score(K), next(K);
  std::vector<int> from((size_t)T * K);
  for (int b = 0; b < B; ++b) {
    const int n = lengths[b];
    if (n == 0) continue;
    const float* e = emissions + (long)b * K;
    for (int k = 0; k < K; ++k) score[k] = starts[k] + e[k];
    for (int t = 1; t < n; ++t) {
      e = emissions + ((long)t * B + b) * K;
      for (int k = 0; k < K; ++k) {
        int best = 0;
        float top = score[0] + trans[k];
        for (int j = 1; j < K; ++j)
          if (score[j] + trans[j * K + k] > top) top = score[j] + trans[j * K + k], best = j;
        from[t * K + k] = best;
        next[k] = top + e[k];
      }
      score.swap(next);
    }
    int best = 0;
    for (int k = 0; k < K; ++k) {
      score[k] += ends[k];
      if (score[k] > score[best]) best = k;
    }
    for (int t = n - 1; t >= 0; --t) {
      tags[(long)t * B + b] = best;
      if (t > 0) best = from[t * K + best];
    }
  }
}
}
