// model: weights files and the arithmetic that runs them. A weights file holds named tensors;
// training/attribution/weights.py writes it and says what its bytes are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/result.h"

namespace hearsay::model {

enum class TensorType : std::uint32_t { float32, float16, int8, bytes };

// A view of one tensor, row by row. Lives as long as the bytes it was read from.
struct Tensor {
  std::string_view name;
  TensorType type = TensorType::float32;
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  const unsigned char* data = nullptr;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(rows) * columns; }
};

// The tensors of a weights file. `bytes` is not owned and must outlive it.
class Weights {
 public:
  // Refuses what is no weights file, of another version, cut short or damaged anywhere.
  [[nodiscard]] static Result<Weights> parse(std::string_view bytes);
  // The same without a look at every byte, for weights that lie in the program: they are as whole as it is.
  [[nodiscard]] static Result<Weights> of_program(std::string_view bytes);

  // A tensor of that name, type and shape (0: any number); otherwise an error that says what is wrong with it.
  [[nodiscard]] Result<Tensor> find(std::string_view name, TensorType type, std::uint32_t rows,
                                    std::uint32_t columns) const;
  // The values of a float32 or float16 tensor.
  [[nodiscard]] Result<std::vector<float>> floats(std::string_view name, std::uint32_t rows,
                                                  std::uint32_t columns) const;
  [[nodiscard]] Result<std::string_view> text(std::string_view name) const;
  // The shape of a tensor, 0 0 if there is none of that name.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> shape(std::string_view name) const;

 private:
  std::vector<Tensor> tensors_;
};

[[nodiscard]] float half_to_float(std::uint16_t half);

}  // namespace hearsay::model
