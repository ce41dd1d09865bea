#include "base/sha256.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <new>
#include <stdexcept>

namespace cellcast::base {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    if (context == nullptr) throw std::bad_alloc();
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

namespace {

void check(int result) {
  if (result == 1) return;
  if (ERR_GET_REASON(ERR_peek_error()) == ERR_R_MALLOC_FAILURE) throw std::bad_alloc();
  throw std::runtime_error("SHA-256 is not available (the OpenSSL library refused it)");
}

}  // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) { check(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr)); }

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) { check(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size())); }

Digest Sha256::digest() {
  Digest result{};
  check(EVP_DigestFinal_ex(state_->context, result.data(), nullptr));
  return result;
}

Digest sha256(std::string_view text) {
  Sha256 hash;
  hash.add(std::as_bytes(std::span(text)));
  return hash.digest();
}

std::string hex(const Digest& digest) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace cellcast::base
