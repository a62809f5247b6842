#include "fakes/pos/pos_store.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace parcours {
namespace {

class MemoryStore : public PosStore {
 public:
  void write(const PosSale& sale) override {
    const auto same = [&](const auto& line) { return line.first == sale.sale; };
    const auto found = std::find_if(lines_.begin(), lines_.end(), same);
    if (found == lines_.end()) lines_.emplace_back(sale.sale, to_text(sale));
    else found->second = to_text(sale);
  }

  std::vector<PosSale> read() const override {
    std::vector<PosSale> sales;
    for (const auto& [name, text] : lines_)
      if (auto sale = sale_from(text)) sales.push_back(std::move(*sale));
    return sales;
  }

  void clear() override { lines_.clear(); }

 protected:
  std::vector<std::pair<std::string, std::string>> lines_;
};

class FileStore final : public MemoryStore {
 public:
  explicit FileStore(const std::string& folder) : file_{std::filesystem::path{folder} / "sales.ndjson"} {
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    std::ifstream in{file_};
    for (std::string line; std::getline(in, line);)
      if (const auto sale = sale_from(line)) MemoryStore::write(*sale);
  }

  void write(const PosSale& sale) override {
    MemoryStore::write(sale);
    save();
  }

  void clear() override {
    MemoryStore::clear();
    save();
  }

 private:
  // Beside it first, then in its place: a till killed in between has the one or the other, whole.
  void save() const {
    const std::filesystem::path beside = file_.string() + ".new";
    std::ofstream out{beside, std::ios::trunc};
    for (const auto& [name, text] : lines_) out << text << '\n';
    out.close();
    std::error_code trouble;
    std::filesystem::rename(beside, file_, trouble);
    if (!out || trouble) std::cerr << "the till cannot write " << file_.string() << '\n';
  }

  const std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<PosStore> make_memory_store() { return std::make_unique<MemoryStore>(); }

std::unique_ptr<PosStore> make_file_store(const std::string& folder) { return std::make_unique<FileStore>(folder); }

}  // namespace parcours
