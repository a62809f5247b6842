#include "scenarios/population/settings.h"

#include <fmt/format.h>

#include <array>
#include <cassert>

#include "scenarios/language/embedded.h"
#include "scenarios/language/parse_fields.h"
#include "scenarios/language/parse_tree.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

using enum FieldType;
constexpr int kWeightMost = 1000;

constexpr FieldSpec whole(std::string_view name, int lowest, int highest) {
  return {.name = name, .type = integer, .en = "a whole number", .required = true, .lowest = lowest, .highest = highest};
}
constexpr FieldSpec weight(std::string_view name = "weight") { return whole(name, 0, kWeightMost); }
constexpr FieldSpec needed(std::string_view name, FieldType type, std::string_view en) {
  return {.name = name, .type = type, .en = en, .required = true};
}
constexpr FieldSpec list_of(std::string_view name, std::span<const FieldSpec> fields) {
  return {.name = name, .type = maps, .en = "a list of classes with weights", .required = true, .fields = fields};
}
constexpr FieldSpec map_of(std::string_view name, std::span<const FieldSpec> fields) {
  return {.name = name, .type = map, .en = "a map", .required = true, .fields = fields};
}

constexpr std::array kSize{
    whole("customers", 1, 100'000'000), whole("points", 1, 10'000'000), whole("points_per_convention", 1, 10'000),
    whole("operations", 1, 500'000'000), needed("turnover", money, "an amount"), needed("start", day, "a day")};
constexpr std::array kWays{weight("a_qr"), weight("a_identifier"), weight("b"), weight("c_identifier"),
                           weight("c_email"), weight("d")};
constexpr std::array kAmounts{needed("from", money, "an amount"), needed("to", money, "an amount"), weight()};
constexpr std::array kDelays{needed("from", duration, "a duration"), needed("to", duration, "a duration"), weight()};
constexpr std::array kIntents{weight("pay"), weight("pay_part"), weight("refuse"), weight("forget")};
constexpr std::array kPoor{weight("pays"), weight("tries"), weight("forgets")};
constexpr std::array kPart{whole("least", 1, 100), whole("most", 1, 100)};
constexpr std::array kDecisions{weight("whole"), weight("lower"), weight("cancel"), weight("forget")};
constexpr std::array kDays{whole("days", 1, 90), weight()};
constexpr std::array kFields{
    map_of("size", kSize), whole("weather_per_cent", 0, 90), needed("season", texts, "12 weights"), needed("week", texts, "7 weights"),
    needed("hours", texts, "24 weights"), map_of("parcours", kWays), needed("round_to", money, "an amount"),
    list_of("amounts", kAmounts), list_of("wallets", kAmounts), list_of("credits", kAmounts),
    needed("credit_months", texts, "12 weights"), map_of("immediate", kIntents), map_of("deferred", kIntents),
    map_of("poor", kPoor), map_of("part", kPart), list_of("immediate_delays", kDelays),
    list_of("deferred_delays", kDelays), whole("change_mode_per_mille", 0, 1000), whole("cancel_per_mille", 0, 1000),
    whole("remember_email_per_mille", 0, 1000), map_of("validation", kDecisions), list_of("validation_delays", kDelays),
    map_of("lowered", kPart), list_of("payment_days", kDays), list_of("validation_days", kDays)};

constexpr encaissement::Duration kDelayMost = encaissement::Days{45};

// Takes typed fields over into settings; what types cannot say is a problem at its place.
class Taker {
 public:
  Taker(const Fields& fields, FieldReader& reader) : fields_{fields}, reader_{reader} {}

  PopulationSettings take();

 private:
  static std::uint32_t number(const Fields& f, std::string_view name) {
    return static_cast<std::uint32_t>(f.integer(name));
  }
  Weights curve(std::string_view name, std::size_t count);
  Weights weights(std::string_view name);
  std::vector<AmountClass> amounts(std::string_view name);
  std::vector<DelayClass> delays(std::string_view name);
  std::vector<DaysClass> days(std::string_view name);
  PartRange part(std::string_view name);
  void need_weight(std::string_view name, const Weights& weights);
  void wrong(std::string_view name, const std::string& expected) { reader_.problem(fields_.place(name), expected); }

  const Fields& fields_;
  FieldReader& reader_;
};

PopulationSettings Taker::take() {
  const Fields& size = fields_.fields("size");
  return {.customers = number(size, "customers"), .points = number(size, "points"),
          .points_per_convention = number(size, "points_per_convention"), .operations = number(size, "operations"),
          .turnover = size.money("turnover"), .start = size.day("start"),
          .weather_per_cent = number(fields_, "weather_per_cent"), .season = curve("season", 12), .week = curve("week", 7), .hours = curve("hours", 24),
          .parcours = weights("parcours"), .round_to = fields_.money("round_to"), .amounts = amounts("amounts"),
          .wallets = amounts("wallets"), .credits = amounts("credits"),
          .credit_months = curve("credit_months", 12), .immediate = weights("immediate"),
          .deferred = weights("deferred"), .poor = weights("poor"), .part = part("part"), .lowered = part("lowered"),
          .immediate_delays = delays("immediate_delays"), .deferred_delays = delays("deferred_delays"),
          .validation_delays = delays("validation_delays"),
          .change_mode_per_mille = number(fields_, "change_mode_per_mille"),
          .cancel_per_mille = number(fields_, "cancel_per_mille"),
          .remember_email_per_mille = number(fields_, "remember_email_per_mille"),
          .validation = weights("validation"), .payment_days = days("payment_days"),
          .validation_days = days("validation_days")};
}

void Taker::need_weight(std::string_view name, const Weights& all) {
  std::uint64_t sum = 0;
  for (const std::uint32_t one : all) sum += one;
  if (sum == 0) wrong(name, fmt::format("{}: a weight above 0", name));
}

Weights Taker::curve(std::string_view name, std::size_t count) {
  Weights all;
  for (const std::string& text : fields_.texts(name)) {
    const auto read = read_integer(text);
    if (!read || *read < 0 || *read > kWeightMost) wrong(name, fmt::format("weights, 0 to {}, not {}", kWeightMost, text));
    all.push_back(static_cast<std::uint32_t>(std::max(read.value_or(0), 0)));
  }
  if (all.size() != count) wrong(name, fmt::format("{} weights, not {}", count, all.size()));
  need_weight(name, all);
  return all;
}

Weights Taker::weights(std::string_view name) {
  Weights all;
  const Fields& map = fields_.fields(name);
  for (const FieldSpec& field : find_field(kFields, name)->fields) all.push_back(number(map, field.name));
  need_weight(name, all);
  return all;
}

std::vector<AmountClass> Taker::amounts(std::string_view name) {
  std::vector<AmountClass> all;
  Weights sum;
  for (const Fields& one : fields_.maps(name)) {
    all.push_back({one.money("from"), one.money("to"), number(one, "weight")});
    if (all.back().to < all.back().from) reader_.problem(one.place("to"), "an amount not below `from`");
    sum.push_back(all.back().weight);
  }
  need_weight(name, sum);
  return all;
}

std::vector<DelayClass> Taker::delays(std::string_view name) {
  std::vector<DelayClass> all;
  Weights sum;
  for (const Fields& one : fields_.maps(name)) {
    all.push_back({one.duration("from"), one.duration("to"), number(one, "weight")});
    if (all.back().to < all.back().from) reader_.problem(one.place("to"), "a duration not below `from`");
    if (all.back().to > kDelayMost) reader_.problem(one.place("to"), "a duration of 45 days at most");
    sum.push_back(all.back().weight);
  }
  need_weight(name, sum);
  return all;
}

std::vector<DaysClass> Taker::days(std::string_view name) {
  std::vector<DaysClass> all;
  Weights sum;
  for (const Fields& one : fields_.maps(name)) {
    all.push_back({one.integer("days"), number(one, "weight")});
    sum.push_back(all.back().weight);
  }
  need_weight(name, sum);
  return all;
}

PartRange Taker::part(std::string_view name) {
  const Fields& map = fields_.fields(name);
  const PartRange range{map.integer("least"), map.integer("most")};
  if (range.most < range.least) wrong(name, fmt::format("{}: `most` not below `least`", name));
  return range;
}

}  // namespace

LoadedPopulation read_population(std::string_view file, std::string_view bytes) {
  Tree tree = read_tree(file, bytes);
  LoadedPopulation loaded{.settings = {}, .problems = std::move(tree.problems)};
  if (!loaded.problems.empty()) return loaded;
  FieldReader reader{file, loaded.problems};
  const Fields fields = reader.read(tree.root, kFields, "", tree.root.place);
  if (loaded.problems.empty()) loaded.settings = Taker{fields, reader}.take();
  if (loaded.problems.empty() && loaded.settings.round_to <= encaissement::Money{})
    reader.problem(fields.place("round_to"), "an amount above 0");
  sort_problems(loaded.problems);
  return loaded;
}

std::string_view whole_network_text() { return embedded::kNetworkText; }

const PopulationSettings& whole_network() {
  static const LoadedPopulation loaded = read_population("scenarios/population/network.yaml", whole_network_text());
  assert(loaded.problems.empty() && "scenarios/population/network.yaml is read by its test");
  return loaded.settings;
}

}  // namespace parcours
