// "Vos opérations" over the Espace API: pages, filters, and exports that another program reads.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "reference/http/xlsx.h"
#include "tests/reference/http/browser.h"

namespace parcours::http {
namespace {

using Json = nlohmann::ordered_json;

class EspaceListTest : public testing::Test {
 protected:
  EspaceListTest() { cashier_.log_in("70890001", "Accueil-1"); }

  std::string send(const std::string& parcours, const std::string& amount, const std::string& basket) {
    espace_.now += std::chrono::minutes{1};
    const Reply reply = cashier_.post(
        "/operations", {{"parcours", parcours}, {"amount", amount}, {"basket", basket}, {"mode", "email"},
                        {"identifier", "bob@mail.example"}, {"paymentDays", parcours == "B" ? Json(3) : Json(nullptr)},
                        {"validationDays", parcours == "C" ? Json(2) : Json(nullptr)}, {"notifyEmail", "a@b.example"}});
    EXPECT_EQ(reply.status, 201) << reply.raw.body;
    return reply.text("number");
  }
  std::string baskets(const std::string& query) {
    std::string all;
    const Json list = cashier_.get("/operations?" + query).body;
    for (const Json& row : list["rows"]) all += row["basket"].get<std::string>() + " ";
    return all;
  }

  Espace espace_;
  Browser cashier_{espace_};
};

// What the reader in Python prints of a file; empty: it could not read it, or the test has none here.
std::string read_back(const std::string& bytes) {
  const std::string path = testing::TempDir() + "read_back_" +
                           testing::UnitTest::GetInstance()->current_test_info()->name() + ".xlsx";
  std::ofstream{path, std::ios::binary} << bytes;
  const std::string command = std::string{"/usr/bin/python3 "} + PARCOURS_SOURCE_DIR + "/tests/reference/http/read_xlsx.py " + path + " 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string out;
  std::array<char, 4096> part{};
  while (pipe && std::fgets(part.data(), part.size(), pipe.get()) != nullptr) out += part.data();
  std::remove(path.c_str());
  return out;
}

TEST_F(EspaceListTest, PagesCutTheListAndNotTheCounters) {
  for (int i = 1; i <= 7; ++i) send("B", "40", "R" + std::to_string(i));
  EXPECT_EQ(baskets("size=3"), "R7 R6 R5 ");
  EXPECT_EQ(baskets("size=3&page=3"), "R1 ");
  EXPECT_EQ(baskets("size=3&page=4"), "");
  const Json page = cashier_.get("/operations?size=3&page=2&basket=R").body;
  EXPECT_EQ(page["total"], 7);
  EXPECT_EQ(page["page"], 2);
  EXPECT_EQ(page["awaiting"], 7);
}

TEST_F(EspaceListTest, PagesAndExportsStandInTheOrderThatWasAskedFor) {
  for (const char* amount : {"50", "30", "40"}) send("B", amount, std::string{"R"} + amount);
  EXPECT_EQ(baskets("sort=requested&order=asc"), "R30 R40 R50 ");
  EXPECT_EQ(baskets("sort=requested&order=asc&size=1&page=2"), "R40 ");
  EXPECT_EQ(baskets("sort=requested"), "R50 R40 R30 ");
  EXPECT_EQ(baskets("order=asc"), "R50 R30 R40 ");
  const std::string csv = cashier_.get("/operations/export.csv?sort=requested&order=asc").raw.body;
  EXPECT_LT(csv.find("R30"), csv.find("R40"));
  EXPECT_LT(csv.find("R40"), csv.find("R50"));
}

TEST_F(EspaceListTest, FiltersCombineByAnd) {
  send("B", "40", "ONE");
  send("C", "50", "TWO");
  espace_.at("25/06/2020 10:00");
  send("B", "60", "THREE");
  EXPECT_EQ(baskets("type=deferred"), "THREE ONE ");
  EXPECT_EQ(baskets("type=Paiement%20diff%C3%A9r%C3%A9&minAmount=50,00"), "THREE ");
  EXPECT_EQ(baskets("status=expired"), "TWO ");
  EXPECT_EQ(baskets("from=2020-06-25"), "THREE ");
  EXPECT_EQ(baskets("from=24/06/2020&to=24/06/2020&maxAmount=40"), "ONE ");
  EXPECT_EQ(baskets("basket=tw"), "TWO ");
}

TEST_F(EspaceListTest, AFilterThatCannotBeReadIsRefusedByName) {
  for (const char* query : {"from=31/02/2020", "to=tomorrow", "type=cash", "status=lost", "minAmount=x", "maxAmount=1,234",
                            "sort=colour", "order=up", "page=0", "page=1.5", "size=1001", "size=-1"}) {
    const Reply reply = cashier_.get(std::string{"/operations?"} + query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_TRUE(std::string_view{query}.starts_with(reply.text("field") + "=")) << query;
  }
  EXPECT_EQ(cashier_.get("/operations/export.csv?from=x").status, 400);
  EXPECT_EQ(cashier_.get("/operations/export.xlsx?from=x").status, 400);
}

TEST_F(EspaceListTest, TheCsvIsTheFilteredListWholeAndInOrder) {
  for (int i = 1; i <= 60; ++i) send("B", "40", "R" + std::to_string(i));
  send("B", "40", "=1+1;\"x\"");
  const Reply csv = cashier_.get("/operations/export.csv?minAmount=20");
  EXPECT_EQ(csv.raw.type, "text/csv; charset=utf-8");
  EXPECT_EQ(csv.header("Content-Disposition"), "attachment; filename=\"operations-P001.csv\"");
  EXPECT_TRUE(csv.raw.body.starts_with("\xEF\xBB\xBF" "Dernière action;N° de panier;"));
  EXPECT_NE(csv.raw.body.find("24/06/2020 10h01;\"'=1+1;\"\"x\"\"\";Paiement différé;En attente de paiement client;+40,00 €;-\r\n"),
            std::string::npos);
  EXPECT_EQ(std::count(csv.raw.body.begin(), csv.raw.body.end(), '\n'), 62);
}

TEST_F(EspaceListTest, TheSpreadsheetIsReadByAnotherProgram) {
  const std::string paid = send("B", "1234,5", "PANIER é");
  espace_.by_customer("bob", Verb::pay, paid, "1234,5");
  Call credit;
  credit.who.door = Door::control;
  credit.verb = Verb::credit;
  credit.text = "bob";
  credit.amount = "2000";
  espace_.desk.submit(credit, espace_.now);
  espace_.by_customer("bob", Verb::pay, paid, "1234,5");
  send("C", "40", "=HYPERLINK(\"x\")");
  const Reply sheet = cashier_.get("/operations/export.xlsx");
  EXPECT_EQ(espace_.asides, 2);  // The log-in's, and the file's.
  const std::string cells = read_back(sheet.raw.body);
  for (const char* cell : {"|A1|s|General|'Dernière action'", "|F1|s|General|'Montant reçu'",
                           "|A2|s|General|'24/06/2020 09h02'", "|B2|s|General|'=HYPERLINK(\"x\")'", "|F2|s|General|'-'",
                           "|B3|s|General|'PANIER é'", "|C3|s|General|'Paiement différé'", "|D3|s|General|'Validé'",
                           "|E3|n|+0.00\\ \"€\";-0.00\\ \"€\"|1234.5", "|F3|n|+0.00\\ \"€\";-0.00\\ \"€\"|1234.5"})
    EXPECT_NE(cells.find(cell), std::string::npos) << cell << "\n" << cells;
  EXPECT_EQ(cells.find("|G1|"), std::string::npos);
  EXPECT_EQ(cells.find("|f|"), std::string::npos);  // No formula.
}

TEST(XlsxTest, AnEmptyListIsAHeader) {
  const std::string cells = read_back(to_xlsx({}));
  EXPECT_EQ(std::count(cells.begin(), cells.end(), '\n'), 6) << cells;
}

TEST(XlsxTest, AmountsKeepTheirCentsHoweverLarge) {
  const std::vector<ListRow> rows{{"", "", "", "", "+9999999999,99 €", "+0,01 €", {}, ""}};
  const std::string cells = read_back(to_xlsx(rows));
  EXPECT_NE(cells.find("|9999999999.99\n"), std::string::npos) << cells;
  EXPECT_NE(cells.find("|0.01\n"), std::string::npos);
}

TEST(XlsxTest, WithoutAFolderToWriteThereIsNoFile) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/nowhere/at/all", 1);
  EXPECT_EQ(to_xlsx({}), "");
  kept.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", kept.c_str(), 1);
}

}  // namespace
}  // namespace parcours::http
