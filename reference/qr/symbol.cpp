#include "reference/qr/symbol.h"

#include <qrencode.h>

#include <memory>

namespace encaissement {
namespace {

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

Symbol symbol_from(const QRcode& code) {
  constexpr unsigned char kDarkBit = 1;  // The other bits of libqrencode say what a module is for.
  const std::size_t side = static_cast<std::size_t>(code.width);
  Symbol symbol{.size = code.width, .modules = std::vector<std::uint8_t>(side * side)};
  for (std::size_t i = 0; i < symbol.modules.size(); ++i) symbol.modules[i] = code.data[i] & kDarkBit;
  return symbol;
}

}  // namespace

std::variant<Symbol, SymbolError> encode_symbol(std::string_view text) {
  if (text.empty()) return SymbolError::empty_text;
  if (text.size() > kSymbolTextMax) return SymbolError::too_long;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  constexpr int kSmallestVersion = 0;
  const std::unique_ptr<QRcode, Free> code{
      QRcode_encodeData(static_cast<int>(text.size()), bytes, kSmallestVersion, QR_ECLEVEL_M)};
  if (!code) return SymbolError::no_memory;
  return symbol_from(*code);
}

std::string_view to_text(SymbolError error) {
  switch (error) {
    case SymbolError::empty_text: return "a QR code needs at least one byte of text";
    case SymbolError::too_long: return "a QR code at level M holds at most 2331 bytes";
    case SymbolError::no_memory: return "no memory left to make the QR code";
  }
  return "";
}

}  // namespace encaissement
