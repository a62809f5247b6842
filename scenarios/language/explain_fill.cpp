// Filling in the sentences of explain: signs, units, and each type of field as prose.
#include <algorithm>
#include <array>

#include "scenarios/language/explain_text.h"
#include "scenarios/language/parse_values.h"

namespace parcours {
namespace {

struct Unit {
  std::string_view name;
  Bilingual none, one, many;  // "#" stands for the number.
};
constexpr std::array kUnits{
    Unit{"day", {"# days", "# jour"}, {"# day", "# jour"}, {"# days", "# jours"}},
    Unit{"time", {"never", "jamais"}, {"once", "une fois"}, {"# times", "# fois"}},
    Unit{"mail", {"no mail is written", "aucun e-mail n'est écrit"}, {"one mail is written", "un e-mail est écrit"},
         {"# mails are written", "# e-mails sont écrits"}},
    Unit{"push", {"no push is written", "aucune notification push n'est écrite"},
         {"one push is written", "une notification push est écrite"},
         {"# pushes are written", "# notifications push sont écrites"}},
    Unit{"notice", {"no notice", "aucun avis"}, {"notice", "le prochain avis"}, {"# notices", "les # prochains avis"}},
    Unit{"failure", {"no wrong password", "aucun mot de passe faux"}, {"1 wrong password", "1 mot de passe faux"},
         {"# wrong passwords in a row", "# mots de passe faux de suite"}},
};

std::string counted(int number, std::string_view unit_name, Tongue tongue) {
  const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == unit_name; });
  const Bilingual& form = number == 0 ? unit->none : number == 1 ? unit->one : unit->many;
  std::string text{form.in(tongue)};
  if (const std::size_t at = text.find('#'); at != std::string::npos) text.replace(at, 1, std::to_string(number));
  return text;
}

std::string name_of(std::string name) {
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 32);
  return name;
}

std::string speaker_prose(const std::string& name, Tongue tongue) {
  const SpeakerSpec* speaker = find_speaker(name);
  if (!speaker) return name_of(name);
  return std::string{tongue == Tongue::english ? speaker->en : speaker->fr};
}

std::string operation_prose(const std::string& alias, Tongue tongue) {
  const bool english = tongue == Tongue::english;
  if (alias.empty()) return english ? "the request" : "la demande";
  if (alias == "unknown") return english ? "an unknown request" : "une demande inconnue";
  return english ? "the request “" + alias + "”" : "la demande « " + alias + " »";
}

std::string duration_prose(const std::string& text, Tongue tongue) {
  if (tongue == Tongue::english) return text;
  std::string french = text;
  for (const auto& [from, to] : {std::pair{" days", " jours"}, std::pair{" day", " jour"}})
    if (const std::size_t at = french.find(from); at != std::string::npos) {
      french.replace(at, std::string_view{from}.size(), to);
      break;
    }
  return french;
}

std::string offset_prose(encaissement::Duration offset, Tongue tongue) {
  const bool english = tongue == Tongue::english;
  if (offset.count() == 0) return english ? "exactly" : "exactement à";
  const std::string length = duration_prose(write_duration(offset.count() < 0 ? -offset : offset), tongue);
  if (offset.count() < 0) return length + (english ? " before" : " avant");
  return length + (english ? " after" : " après");
}

std::string map_prose(const Fields& map, std::span<const FieldSpec> specs, Tongue tongue) {
  std::vector<std::string> facts;
  for (const FieldSpec& spec : specs)
    if (map.given(spec.name)) facts.push_back(filled(fact_of(spec.name).in(tongue), map, specs, tongue));
  return enumerated(facts, tongue);
}

std::string quoted_list(const std::vector<std::string>& texts, Tongue tongue) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts)
    quoted.push_back(tongue == Tongue::english ? "“" + text + "”" : "« " + text + " »");
  return enumerated(quoted, tongue);
}

std::string rows_prose(const std::vector<Fields>& rows, std::span<const FieldSpec> specs, Tongue tongue) {
  std::vector<std::string> all;
  for (const Fields& row : rows) {
    std::string one;
    for (const FieldSpec& spec : specs)
      if (row.given(spec.name)) one += (one.empty() ? "" : " · ") + prose_of(row, spec, tongue);
    all.push_back(one);
  }
  return quoted_list(all, tongue);
}

// One pass over a text with signs. `complete` tells whether every field asked for was there.
class Filler {
 public:
  Filler(const Fields& fields, std::span<const FieldSpec> specs, Tongue tongue)
      : fields_{fields}, specs_{specs}, tongue_{tongue} {}

  std::string fill(std::string_view text, bool& complete) {
    std::string out;
    while (!text.empty()) {
      const std::size_t sign = std::min(text.find_first_of("{["), text.size());
      out += text.substr(0, sign);
      text.remove_prefix(sign);
      if (text.empty()) break;
      const bool field = text.front() == '{';
      const std::size_t end = text.find(field ? '}' : ']');
      const std::string_view inside = text.substr(1, end - 1);
      if (field) join(out, one(inside, complete));
      else out += optional(inside);
      text.remove_prefix(end + 1);
    }
    return out;
  }

 private:
  // French: "de le" is "du", "à le" is "au", "de Alice" is "d'Alice".
  void join(std::string& out, const std::string& value) const {
    const bool article = value.starts_with("le ");
    const bool vowel = !value.empty() && std::string_view{"AEIOUY"}.find(value.front()) != std::string_view::npos;
    const bool french = tongue_ == Tongue::french;
    if (french && article && out.ends_with("de ")) out.replace(out.size() - 3, 3, "du"), out += value.substr(2);
    else if (french && article && out.ends_with("à ")) out.replace(out.size() - 3, 3, "au"), out += value.substr(2);
    else if (french && vowel && out.ends_with(" de ")) out.replace(out.size() - 2, 2, "'"), out += value;
    else out += value;
  }

  std::string optional(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::size_t equals = text.find('=');
    if (equals < colon && colon != std::string_view::npos &&
        text.substr(0, equals).find_first_of(" {") == std::string_view::npos) {
      if (!find_field(specs_, text.substr(0, equals)) ||
          !fields_.is(text.substr(0, equals), text.substr(equals + 1, colon - equals - 1)))
        return {};
      text.remove_prefix(colon + 1);
    }
    bool complete = true;
    std::string out = fill(text, complete);
    return complete ? out : std::string{};
  }

  std::string one(std::string_view sign, bool& complete) {
    const std::size_t colon = std::min(sign.find(':'), sign.size());
    const std::string_view unit = sign.substr(std::min(colon + 1, sign.size()));
    const FieldSpec* spec = find_field(specs_, sign.substr(0, colon));
    const bool always = spec && spec->type == FieldType::alias && unit.empty();
    if (!spec || (!always && !fields_.has(spec->name))) {
      complete = false;
      return {};
    }
    if (unit == "raw") return fields_.text(spec->name);
    if (!unit.empty()) return counted(fields_.integer(spec->name), unit, tongue_);
    return prose_of(fields_, *spec, tongue_);
  }

  const Fields& fields_;
  std::span<const FieldSpec> specs_;
  Tongue tongue_;
};

}  // namespace

std::string enumerated(const std::vector<std::string>& parts, Tongue tongue) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && i + 1 == parts.size()) out += tongue == Tongue::english ? " and " : " et ";
    else if (i > 0) out += ", ";
    out += parts[i];
  }
  return out;
}

std::string filled(std::string_view text, const Fields& fields, std::span<const FieldSpec> specs, Tongue tongue) {
  bool complete = true;
  return Filler{fields, specs, tongue}.fill(text, complete);
}

std::string prose_of(const Fields& fields, const FieldSpec& spec, Tongue tongue) {
  using enum FieldType;
  const std::string& written = fields.text(spec.name);
  const auto choice = split_words(spec.words);
  if (std::find(choice.begin(), choice.end(), written) != choice.end()) return word_in(spec.name, written, tongue);
  switch (spec.type) {
    case money: return write_money(fields.money(spec.name));
    case customer: case speaker: case onlooker: return speaker_prose(written, tongue);
    case alias: return operation_prose(written, tongue);
    case duration: return duration_prose(written, tongue);
    case offset: return offset_prose(fields.duration(spec.name), tongue);
    case texts: case aliases: return quoted_list(fields.texts(spec.name), tongue);
    case words: return enumerated(fields.texts(spec.name), tongue);
    case map: return map_prose(fields.fields(spec.name), spec.fields, tongue);
    case maps: return rows_prose(fields.maps(spec.name), spec.fields, tongue);
    case text: case typed: case day: case moment: case integer: case yes_no: case word: case rule:
    case new_alias: case answer_name: case new_answer_name: case account: case point: case steps: return written;
  }
  return written;
}

}  // namespace parcours
