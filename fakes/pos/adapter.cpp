#include "fakes/pos/adapter.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <variant>

#include "fakes/pos/pos_defects.h"
#include "fakes/pos/pos_till.h"
#include "sim/http_client.h"
#include "sim/till_process.h"
#include "sim/till_words.h"

namespace parcours {
namespace {

// Where an address is none.
class DeadLine final : public HttpTransport {
 public:
  DeadLine(std::string url, std::string why) : url_{std::move(url)}, why_{std::move(why)} {}
  HttpReply send(const http::Request&) override { return {.fate = HttpReply::Fate::not_sent, .why = why_}; }
  std::string address() const override { return url_; }

 private:
  const std::string url_, why_;
};

// The certificate to trust is a file for whoever checks it.
std::string authority_file(const TillReset& reset, const std::string& folder) {
  if (reset.authority.empty()) return "";
  const std::filesystem::path file = std::filesystem::path{folder} / "authority.pem";
  std::ofstream{file, std::ios::trunc} << reset.authority;
  return file.string();
}

std::unique_ptr<HttpTransport> line_to(const TillReset& reset, const std::string& folder) {
  const std::chrono::milliseconds patience{reset.patience_ms};
  auto made = connect_http({.url = reset.base_url, .connect_time = patience, .answer_time = patience,
                            .authorities = authority_file(reset, folder)});
  if (auto* line = std::get_if<std::unique_ptr<HttpTransport>>(&made)) return std::move(*line);
  return std::make_unique<DeadLine>(reset.base_url, std::get<std::string>(made));
}

}  // namespace

std::unique_ptr<Till> make_served_till(std::string_view name, const std::string& folder) {
  if (name == "null") return make_null_till();
  const PosDefect* defect = find_pos_defect(name);
  if (defect == nullptr && name != "conforming") return nullptr;
  const auto line = [folder](const TillReset& reset) { return line_to(reset, folder); };
  return make_pos_till(line, habits_of(defect), make_file_store(folder));
}

void serve_till(Till& till, std::istream& in, std::ostream& out) {
  bool over = false;
  for (std::string line; !over && std::getline(in, line);)
    if (!line.empty()) out << answered(till, line, over) << '\n' << std::flush;
}

PosFolder::PosFolder() {
  if (const char* given = std::getenv(kTillState); given != nullptr && *given != '\0') {
    path_ = given;
    return;
  }
  std::error_code trouble;
  std::string made = (std::filesystem::temp_directory_path(trouble) / "parcours-till-XXXXXX").string();
  own_ = mkdtemp(made.data()) != nullptr;
  if (!own_) std::cerr << "the till has no folder to keep its sales in\n";
  path_ = own_ ? made : ".";
}

PosFolder::~PosFolder() {
  std::error_code trouble;
  if (own_) std::filesystem::remove_all(path_, trouble);
}

}  // namespace parcours
