#include "reference/http/xlsx.h"

#include <stdlib.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

namespace parcours::http {
namespace {

constexpr std::array kHeader{"Dernière action", "N° de panier", "Type de paiement", "Statut", "Montant demandé", "Montant reçu"};
constexpr std::array kWidths{18.0, 22.0, 20.0, 30.0, 18.0, 16.0};
constexpr std::size_t kRowsOfSheet = 1'048'575;  // What a sheet holds, its header aside.

// A folder of our own while the library writes: nobody else can read it, and it goes whatever happens.
class Scratch {
 public:
  Scratch() {
    std::error_code trouble;
    std::string pattern = (std::filesystem::temp_directory_path(trouble) / "parcours-XXXXXX").string();
    if (!trouble && ::mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& folder() const { return folder_; }  // Empty: there is none.

 private:
  std::string folder_;
};

// "+42,00 €" as 42.0; none: no amount ("-"). Cents of ten digits of euros are exact enough in a double to read the same.
std::optional<double> amount_in(std::string_view shown) {
  std::int64_t cents = 0;
  int digits = 0;
  for (const char c : shown) {
    if (c < '0' || c > '9') continue;
    cents = cents * 10 + (c - '0');
    ++digits;
  }
  if (digits < 3 || digits > 15) return std::nullopt;
  return static_cast<double>(shown.starts_with('-') ? -cents : cents) / 100.0;
}

class Book {
 public:
  explicit Book(const std::string& folder) : folder_{folder} {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;  // The rows go to a file as they come: memory stays small.
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt((folder_ + "/list.xlsx").c_str(), &options);
    if (book_ == nullptr) return;
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    euros_ = workbook_add_format(book_);
    format_set_num_format(euros_, "+0.00\\ \"€\";-0.00\\ \"€\"");
    right_ = workbook_add_format(book_);
    format_set_align(right_, LXW_ALIGN_RIGHT);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  bool is_open() const { return book_ != nullptr; }

  void add_sheet(std::span<const ListRow> rows) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_, nullptr);
    if (sheet == nullptr) return fail();
    for (lxw_col_t column = 0; column < kHeader.size(); ++column) {
      worksheet_set_column(sheet, column, column, kWidths[column], nullptr);
      check(worksheet_write_string(sheet, 0, column, kHeader[column], bold_));
    }
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t line = 0;
    for (const ListRow& row : rows) write(sheet, ++line, row);
  }

  // The file's bytes; empty: it could not be written. The library's book is gone afterwards.
  std::string close() {
    check(workbook_close(book_));
    if (failed_) return {};
    std::ifstream file{folder_ + "/list.xlsx", std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    return file.bad() ? std::string{} : bytes;
  }

 private:
  void fail() { failed_ = true; }
  void check(lxw_error trouble) { failed_ = failed_ || trouble != LXW_NO_ERROR; }

  void write(lxw_worksheet* sheet, lxw_row_t line, const ListRow& row) {
    lxw_col_t column = 0;
    for (const std::string* text : {&row.last_action, &row.basket, &row.type, &row.status})
      check(worksheet_write_string(sheet, line, column++, text->c_str(), nullptr));
    for (const std::string* text : {&row.requested, &row.received}) {
      const std::optional<double> amount = amount_in(*text);
      check(amount ? worksheet_write_number(sheet, line, column, *amount, euros_)
                   : worksheet_write_string(sheet, line, column, text->c_str(), right_));
      ++column;
    }
  }

  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format *bold_ = nullptr, *euros_ = nullptr, *right_ = nullptr;
  bool failed_ = false;
};

}  // namespace

std::string to_xlsx(std::span<const ListRow> rows) {
  const Scratch scratch;
  if (scratch.folder().empty()) return {};
  Book book{scratch.folder()};
  if (!book.is_open()) return {};
  do {
    const std::size_t count = std::min(rows.size(), kRowsOfSheet);
    book.add_sheet(rows.first(count));
    rows = rows.subspan(count);
  } while (!rows.empty());
  return book.close();
}

}  // namespace parcours::http
