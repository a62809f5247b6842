// Who called: seals against keys where they are known (ACC-01), and other people's transactions (ACC-05).
#include <algorithm>

#include "reference/http/pos_body.h"
#include "reference/seal/api_seal.h"
#include "scenarios/trace/play.h"

namespace parcours {
namespace {

using namespace encaissement;

// Whose key each version is: as given, else as accepted creates show.
std::map<std::string, std::string> shops_of(const Scene& scene) {
  std::map<std::string, std::string> shops;
  for (const KeySpec& key : scene.options.keys) shops[key.version] = key.shop;
  if (!shops.empty()) return shops;
  for (const SeenEntry& s : scene.seen) {
    if (s.call == nullptr || s.asked.call != ApiCall::create || s.told.kind != ToldAnswer::Kind::transaction) continue;
    auto& shop = shops.try_emplace(s.asked.key_version, s.asked.shop).first->second;
    if (shop != s.asked.shop) shop.clear();  // Not one shop's: nothing is known.
  }
  return shops;
}

enum class Seal : std::uint8_t { good, bad, unknown };

Seal both(Seal a, Seal b) {
  if (a == Seal::bad || b == Seal::bad) return Seal::bad;
  return a == Seal::unknown ? a : b;
}

class Seals {
 public:
  explicit Seals(const Scene& scene) : scene_{scene} {}

  Seal of(const SeenEntry& s) const {
    const bool is_public = !s.asked.sealed_fields.empty();
    Seal seal = Seal::good;
    if (is_public) seal = of(s.call->request.header(kPublicSeal), s.asked.sealed_fields, s);
    if (!is_public || s.asked.uses_ours) seal = both(seal, both(own(s), dated(s)));
    return seal;
  }

 private:
  Seal own(const SeenEntry& s) const {
    const http::Request& r = s.call->request;
    const std::string& path = r.raw_path.empty() ? r.path : r.raw_path;
    return of(r.header(kOwnSeal), sealed_call(r.method, path, s.asked.date, r.body), s);
  }

  Seal of(std::string_view header, std::string_view sealed, const SeenEntry& s) const {
    const auto seal = read_seal(header);
    if (!seal) return Seal::bad;
    const auto key = std::find_if(scene_.options.keys.begin(), scene_.options.keys.end(),
                                  [&](const KeySpec& k) { return k.version == seal->version; });
    if (key == scene_.options.keys.end()) return Seal::unknown;
    if (!s.asked.shop.empty() && key->shop != s.asked.shop) return Seal::bad;
    return seal_matches(seal->seal, key->key, sealed) ? Seal::good : Seal::bad;
  }

  // Within the replay window wherever in its span the service read it.
  Seal dated(const SeenEntry& s) const {
    const auto at = http::read_request_date(s.asked.date);
    if (!at) return Seal::bad;
    const std::chrono::seconds window{scene_.options.policies.replay_window_s};
    const auto in = [&](Instant now) { return *at >= now - window && *at <= now + window; };
    if (in(s.earliest) && in(s.latest)) return Seal::good;
    return in(s.earliest) || in(s.latest) ? Seal::unknown : Seal::bad;
  }

  const Scene& scene_;
};

void judge_seal(const Seals& seals, const SeenEntry& s, Books& books) {
  if (!s.asked.readable || s.asked.call == ApiCall::other) return;
  const Seal seal = seals.of(s);
  const bool refused = s.told.code == "INVALID_SEAL";
  if (seal == Seal::unknown) return books.unknown(RuleId::acc_01, "a call is sealed with a key that was not given, or at the edge of the replay window");
  if ((seal == Seal::bad) == refused || s.told.code == "INTERNAL_SERVER_ERROR") return books.held(RuleId::acc_01);
  const std::string got = s.told.code.empty() ? "accepted" : s.told.code;
  books.fail({.rule = RuleId::acc_01, .number = s.asked.number, .at = s.at, .entries = {s.entry},
              .sentence = refused ? "A call with a good seal was refused for its seal." : "A call whose seal is wrong was not refused for it.",
              .expected = {refused ? "accepted, or another code" : "INVALID_SEAL"}, .actual = got});
}

class Owners {
 public:
  Owners(const Scene& scene, Books& books) : scene_{scene}, books_{books}, shops_{shops_of(scene)} {}

  void take(const SeenEntry& s) {
    const auto caller = shops_.find(s.asked.key_version);
    if (caller == shops_.end() || caller->second.empty()) return;
    if (s.asked.call == ApiCall::list) return list(s, caller->second);
    if (s.asked.number.empty() || !s.asked.readable || s.told.code == "INVALID_SEAL") return;
    const auto dossier = scene_.by_number.find(s.asked.number);
    if (dossier == scene_.by_number.end() || !scene_.dossiers[dossier->second].create) return;
    const SeenEntry& created = scene_.seen[*scene_.dossiers[dossier->second].create];
    const bool found = s.told.code != "TRANSACTION_NOT_FOUND", own = created.asked.shop == caller->second;
    if (created.latest > s.at || s.told.code == "INTERNAL_SERVER_ERROR") return;
    if (own == found) return books_.held(RuleId::acc_05);
    fail(s, own ? "A shop's own transaction was answered as if it did not exist." : "A foreign transaction was answered otherwise than if it did not exist.",
         own ? "the transaction" : "TRANSACTION_NOT_FOUND");
  }

 private:
  void list(const SeenEntry& s, const std::string& shop) {
    for (const Told& told : s.told.told)
      if (!told.shop.empty() && told.shop != shop) return fail(s, "A list shows another shop's transaction.", "its own");
    if (s.told.kind == ToldAnswer::Kind::list) books_.held(RuleId::acc_05);
  }

  void fail(const SeenEntry& s, const char* sentence, const char* expected) {
    const std::string got = !s.told.code.empty() ? s.told.code : s.told.told.empty() ? "an answer" : words_of(s.told.told.front());
    books_.fail({.rule = RuleId::acc_05, .number = s.asked.number, .at = s.at, .entries = {s.entry}, .sentence = sentence,
                 .expected = {expected}, .actual = got});
  }

  const Scene& scene_;
  Books& books_;
  const std::map<std::string, std::string> shops_;
};

}  // namespace

void judge_callers(const Scene& scene, Books& books) {
  if (scene.options.keys.empty()) books.unknown(RuleId::acc_01, "no key was given");
  const Seals seals{scene};
  Owners owners{scene, books};
  for (const SeenEntry& s : scene.seen) {
    if (s.call == nullptr || !s.answered) continue;
    if (!scene.options.keys.empty()) judge_seal(seals, s, books);
    owners.take(s);
  }
}

}  // namespace parcours
