// The fields that are not one verb's own: those common to a kind of step, those above the steps, those of the world.
#include <array>

#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

using enum FieldType;

constexpr FieldSpec kNote{"note", text, "a remark, shown with the step", "une remarque, montrée avec l'étape"};
constexpr FieldSpec kOperation{"operation", alias, "which operation; else the last one made",
                               "quelle opération ; sinon la dernière"};
constexpr FieldSpec kBy{"by", speaker, "who speaks for the merchant", "qui parle pour le commerçant"};

constexpr std::array kRefused{
    FieldSpec{"rule", rule, "the rule that refuses", "la règle qui refuse", "no"},
    FieldSpec{"code", word, "the code on the wire", "le code sur le fil",
              "BAD_REQUEST|INVALID_SEAL|MERCHANT_NOT_ALLOWED|OPERATION_TRANSACTION_NOT_ALLOWED|TRANSACTION_NOT_FOUND|"
              "BENEFICIARY_NOT_FOUND|OTHER_TRANSACTION_PENDING|INVALID_TRANSACTION_AMOUNT|"
              "INVALID_TRANSACTION_CURRENCY|INTERNAL_SERVER_ERROR"}};
constexpr std::array kAnswers{
    FieldSpec{"status", word, "status told", "statut annoncé",
              "awaiting_customer|to_validate|validated|expired|cancelled"},
    FieldSpec{"api_state", word, "POS API state told", "état API annoncé",
              "INITIALIZED|PROCESSING|AUTHORIZED|VALIDATED|ABORTED|CANCELLED|EXPIRED|REJECTED"},
    FieldSpec{"requested", money, "amount asked, as told", "montant demandé annoncé"},
    FieldSpec{"received", money, "amount received, as told", "montant reçu annoncé"},
    FieldSpec{"remaining", money, "what remains, as told", "ce qu'il reste, annoncé"},
    FieldSpec{"concerns", alias, "the operation it is about", "l'opération dont elle parle"},
    FieldSpec{"contains", texts, "texts its sentence holds", "des textes que la phrase contient"}};

constexpr std::array kAction{
    kBy,
    kOperation,
    FieldSpec{"key", text, "idempotency key; else a new one each time", "clé d'idempotence ; sinon une nouvelle"},
    FieldSpec{"seal", word, "POS API: a wrong seal", "API caisse : un sceau faux", "right|wrong"},
    FieldSpec{.name = "refused", .type = map, .en = "expected refusal; absent or no: it succeeds",
              .fr = "refus attendu ; absent ou no : l'action réussit", .fields = kRefused, .main = "rule"},
    FieldSpec{"outcome", word, "any: a race, both outcomes will do", "any : une course, les deux issues conviennent",
              "any"},
    FieldSpec{.name = "lost", .type = yes_no, .en = "expected: no answer came back",
              .fr = "attendu : aucune réponse n'est revenue", .fallback = "no"},
    FieldSpec{"remembered", yes_no, "expected: the answer is one given before",
              "attendu : la réponse a déjà été donnée"},
    FieldSpec{.name = "answers", .type = map, .en = "what the answer says", .fr = "ce que dit la réponse",
              .fields = kAnswers},
    FieldSpec{"answer_as", new_answer_name, "names the answer", "nomme la réponse"},
    FieldSpec{"same_answer_as", answer_name, "expected: the same answer, word for word",
              "attendu : la même réponse, mot pour mot"},
    kNote};
constexpr std::array kOperatorAction{kOperation, kAction[4], kNote};
constexpr std::array kOnlyNote{kNote};

constexpr std::array kCustomer{
    FieldSpec{"identifier", text, "11 digits", "11 chiffres"}, FieldSpec{"email", text, "address", "adresse"},
    FieldSpec{"balance", money, "available from the start", "disponible au départ"},
    FieldSpec{"blocked", yes_no, "blocked from the start", "bloqué au départ"}};
constexpr std::array kPoint{
    FieldSpec{"enabled", yes_no, "enabled for Chèque-Vacances Connect", "activé pour Chèque-Vacances Connect"},
    FieldSpec{"name", text, "as shown", "tel qu'affiché"},
    FieldSpec{"convention", text, "its contract", "sa convention"},
    FieldSpec{"shop", text, "shopId, 8 digits", "shopId, 8 chiffres"}};
constexpr std::array kAccount{
    FieldSpec{"may_collect", yes_no, "has the right to collect", "a le droit d'encaisser"},
    FieldSpec{"password", text, "its password", "son mot de passe"}, FieldSpec{"email", text, "address", "adresse"},
    FieldSpec{"convention", text, "its contract", "sa convention"},
    FieldSpec{"point", text, "its only point; none: a signatory", "son seul point ; none : un signataire", "none"}};

constexpr std::array kCase{
    FieldSpec{.name = "id", .type = text, .en = "stable name: a-z, 0-9 and -, unique over all files",
              .fr = "nom stable : a-z, 0-9 et -, unique dans tous les fichiers", .required = true},
    FieldSpec{.name = "title", .type = text, .en = "what it shows, in one line", .fr = "ce qu'il montre, en une ligne",
              .required = true},
    FieldSpec{.name = "rules", .type = texts, .en = "the rules it proves", .fr = "les règles qu'il prouve",
              .required = true},
    FieldSpec{"level", word, "else the worst level of its rules", "sinon le niveau le plus fort de ses règles",
              "MUST|SHOULD"},
    FieldSpec{"tags", texts, "words to choose it by", "des mots pour le choisir"},
    FieldSpec{"needs", words, "what a target must allow, besides what the steps need",
              "ce qu'une cible doit permettre, outre ce que demandent les étapes",
              "clock|outbox|wallets|crash|rules|people|espace"},
    FieldSpec{.name = "profile", .type = text, .en = "named settings (scenarios/profiles.yaml)",
              .fr = "réglages nommés (scenarios/profiles.yaml)", .fallback = "guide"},
    FieldSpec{"policies", map, "settings by name, over the profile's", "réglages par nom, par-dessus le profil"},
    FieldSpec{.name = "start", .type = moment, .en = "date and time in Paris", .fr = "date et heure à Paris",
              .fallback = "24/06/2020 09:00:00"},
    FieldSpec{"world", map, "changes to the guide's people and places", "ce qui change des gens et des lieux du guide"},
    FieldSpec{"matrix", maps, "variants: an id and the same keys each; ${key} stands for its text",
              "variantes : un id et les mêmes clés ; ${clé} vaut son texte"},
    FieldSpec{.name = "steps", .type = steps, .en = "what happens, in order", .fr = "ce qui se passe, dans l'ordre",
              .required = true}};

constexpr std::array kSpeakers{
    SpeakerSpec{"cashier", Door::espace, "70890001", "P001", "the cashier", "la caissière"},
    SpeakerSpec{"olivet", Door::espace, "70890002", "P002", "the cashier at Olivet", "la caissière d'Olivet"},
    SpeakerSpec{"signatory", Door::espace, "708900", "", "the signatory", "le signataire"},
    SpeakerSpec{"parc", Door::espace, "70890101", "P101", "the cashier of the park", "la caissière du parc"},
    SpeakerSpec{"parc_signatory", Door::espace, "708901", "", "the park's signatory", "le signataire du parc"},
    SpeakerSpec{"till", Door::api, "10000001", "", "the till", "la caisse"},
    SpeakerSpec{"olivet_till", Door::api, "10000002", "", "the till at Olivet", "la caisse d'Olivet"},
    SpeakerSpec{"parc_till", Door::api, "10000101", "", "the park's till", "la caisse du parc"}};

constexpr std::array kCapabilities{
    CapabilityName{"clock", &Capabilities::moves_clock},     CapabilityName{"outbox", &Capabilities::reads_outbox},
    CapabilityName{"wallets", &Capabilities::reads_wallets}, CapabilityName{"crash", &Capabilities::crashes},
    CapabilityName{"rules", &Capabilities::names_rules},     CapabilityName{"people", &Capabilities::controls_people},
    CapabilityName{"espace", &Capabilities::espace}};

}  // namespace

std::span<const FieldSpec> common_fields(StepKind kind) {
  switch (kind) {
    case StepKind::action: return kAction;
    case StepKind::operator_action: return kOperatorAction;
    case StepKind::time:
    case StepKind::fault:
    case StepKind::group:
    case StepKind::expectation:
    case StepKind::promise: return kOnlyNote;
  }
  return {};
}

std::span<const FieldSpec> case_fields() { return kCase; }
std::span<const FieldSpec> customer_fields() { return kCustomer; }
std::span<const FieldSpec> point_fields() { return kPoint; }
std::span<const FieldSpec> account_fields() { return kAccount; }
std::span<const SpeakerSpec> speakers() { return kSpeakers; }
std::span<const CapabilityName> capability_names() { return kCapabilities; }

}  // namespace parcours
