// Words and facts as prose, in English and in French; statuses and types as the guide's screens say them.
#include <algorithm>
#include <array>

#include "scenarios/language/explain_text.h"

namespace parcours {
namespace {

struct Word {
  std::string_view field, word;  // field empty: any
  Bilingual prose;
};

constexpr std::array kWords{
    Word{"status", "awaiting_customer", {"“Awaiting customer payment”", "« En attente de paiement client »"}},
    Word{"status", "to_validate", {"“To validate”", "« A valider »"}},
    Word{"status", "validated", {"“Validated”", "« Validé »"}},
    Word{"status", "expired", {"“Expired”", "« Expiré »"}},
    Word{"status", "cancelled", {"“Cancelled”", "« Annulé »"}},
    Word{"mode", "qr", {"QR code", "QR code"}},
    Word{"mode", "identifier", {"identifier", "identifiant"}},
    Word{"mode", "email", {"e-mail", "e-mail"}},
    Word{"mode", "none", {"no means yet", "aucun moyen encore"}},
    Word{"cause", "merchant", {"the merchant", "le commerçant"}},
    Word{"cause", "customer", {"the customer", "le client"}},
    Word{"cause", "issuer", {"the issuer", "l'émetteur"}},
    Word{"cause", "deadline", {"the deadline", "l'échéance"}},
    Word{"sees", "signatory", {"signatory account", "compte signataire"}},
    Word{"sees", "point", {"point account", "compte point d'accueil"}},
    Word{"password", "right", {"that is right", "le bon"}},
    Word{"password", "wrong", {"that is wrong", "un mauvais"}},
    Word{"link", "last", {"last", "le dernier lien"}},
    Word{"link", "first", {"first", "le premier lien"}},
    Word{"link", "forged", {"forged", "un lien contrefait"}},
    Word{"render", "screen", {"screen", "l'écran"}},
    Word{"render", "ticket", {"printed ticket", "le ticket imprimé"}},
    Word{"to", "request", {"the request", "la requête"}},
    Word{"to", "answer", {"the answer", "la réponse"}},
    Word{"does", "lose", {"lose", "perdre"}},
    Word{"does", "duplicate", {"duplicate", "dupliquer"}},
    Word{"does", "delay", {"delay", "retarder"}},
    Word{"does", "hold", {"hold", "retenir"}},
    Word{"does", "cut", {"cut", "couper"}},
    Word{"does", "reorder", {"overtake", "faire doubler"}},
    Word{"does", "repeat", {"repeat", "répéter"}},
    Word{"when", "now", {"now", "maintenant"}},
    Word{"when", "before commit", {"before the next call is written", "avant que le prochain appel soit écrit"}},
    Word{"when", "after commit", {"after the next call is written", "après que le prochain appel est écrit"}},
    Word{"deadline", "payment", {"the payment deadline", "l'échéance de paiement"}},
    Word{"deadline", "payment sweep", {"the sweep after the payment deadline",
                                       "le passage qui suit l'échéance de paiement"}},
    Word{"deadline", "validation", {"the validation deadline", "l'échéance de validation"}},
    Word{"deadline", "validation sweep", {"the sweep after the validation deadline",
                                          "le passage qui suit l'échéance de validation"}},
    Word{"deadline", "reminder", {"the reminder", "le rappel"}},
    Word{"deadline", "recovery", {"the end of the recovery link", "la fin du lien de récupération"}},
    Word{"kind", "payment request", {"payment request", "demande de paiement"}},
    Word{"kind", "payment received", {"payment received", "paiement reçu"}},
    Word{"kind", "refused", {"refused", "refus"}},
    Word{"kind", "payment limit passed", {"payment limit passed", "limite de paiement dépassée"}},
    Word{"kind", "validation reminder", {"validation reminder", "rappel de validation"}},
    Word{"kind", "recovery", {"password recovery", "récupération du mot de passe"}},
    Word{"mail", "any", {"of any kind", "quel qu'il soit"}},
    Word{"amount", "all", {"the whole", "la totalité"}},
    Word{"", "none", {"none", "aucune"}},
};

struct Fact {
  std::string_view field;
  Bilingual prose;
};

constexpr std::array kFacts{
    Fact{"exists", {"[exists=yes:it is there][exists=no:nothing of the kind is there]",
                    "[exists=yes:visible][exists=no:inexistante à ses yeux]"}},
    Fact{"status", {"its status is {status}", "statut {status}"}},
    Fact{"cause", {"cancelled by {cause}", "annulée par {cause}"}},
    Fact{"api_state", {"API state {api_state}", "état API {api_state}"}},
    Fact{"parcours", {"parcours {parcours}", "parcours {parcours}"}},
    Fact{"mode", {"reached by {mode}", "par {mode}"}},
    Fact{"requested", {"{requested} requested", "{requested} demandés"}},
    Fact{"received", {"{received} received", "{received} reçus"}},
    Fact{"remaining", {"{remaining} remaining", "il reste {remaining}"}},
    Fact{"validated", {"{validated} validated", "{validated} validés"}},
    Fact{"payment_limit", {"payment limit {payment_limit}", "limite de paiement {payment_limit}"}},
    Fact{"validation_limit", {"validation limit {validation_limit}", "limite de validation {validation_limit}"}},
    Fact{"payment_deadline", {"payment refused from {payment_deadline}",
                              "paiement refusé dès le {payment_deadline}"}},
    Fact{"validation_deadline", {"validation refused from {validation_deadline}",
                                 "validation refusée dès le {validation_deadline}"}},
    Fact{"last_action", {"last action {last_action}", "dernière action {last_action}"}},
    Fact{"customer", {"customer {customer}", "client {customer}"}},
    Fact{"basket", {"basket {basket}", "panier {basket}"}},
    Fact{"label", {"label “{label}”", "libellé « {label} »"}},
    Fact{"client_reference", {"client reference “{client_reference}”", "référence client « {client_reference} »"}},
    Fact{"seller", {"seller “{seller}”", "vendeur « {seller} »"}},
    Fact{"history", {"its history tells {history}", "son historique raconte {history}"}},
    Fact{"rows", {"exactly these rows: {rows}", "exactement ces lignes : {rows}"}},
    Fact{"count", {"{count} in all", "{count} en tout"}},
    Fact{"csv", {"these exported lines: {csv}", "ces lignes exportées : {csv}"}},
    Fact{"to_validate", {"{to_validate} to validate", "{to_validate} à valider"}},
    Fact{"awaiting", {"{awaiting} awaiting the customer", "{awaiting} en attente de paiement client"}},
    Fact{"states", {"told {states}", "apprend {states}"}},
    Fact{"delivered", {"acknowledged {delivered}", "a accusé réception de {delivered}"}},
    Fact{"attempts", {"called {attempts:time}", "appelé {attempts:time}"}},
    Fact{"url", {"at {url}", "à {url}"}},
    Fact{"available", {"{available} available", "{available} disponibles"}},
    Fact{"held", {"{held} held", "{held} réservés"}},
    Fact{"blocked", {"[blocked=yes:blocked][blocked=no:not blocked]", "[blocked=yes:bloqué][blocked=no:non bloqué]"}},
    Fact{"failures", {"{failures:failure}", "{failures:failure}"}},
    Fact{"may_collect", {"[may_collect=yes:may collect][may_collect=no:may not collect]",
                         "[may_collect=yes:a le droit d'encaisser][may_collect=no:n'a pas le droit d'encaisser]"}},
    Fact{"operations", {"exactly {operations}", "exactement {operations}"}},
    Fact{"concerns", {"about “{concerns:raw}”", "au sujet de « {concerns:raw} »"}},
    Fact{"contains", {"with the words {contains}", "avec les mots {contains}"}},
    Fact{"from", {"from {from}", "du {from}"}},
    Fact{"to", {"until {to}", "jusqu'au {to}"}},
    Fact{"type", {"type {type}", "type {type}"}},
    Fact{"min_amount", {"from {min_amount}", "à partir de {min_amount}"}},
    Fact{"max_amount", {"up to {max_amount}", "jusqu'à {max_amount}"}},
    Fact{"rotation", {"turned by {rotation}°", "tournée de {rotation}°"}},
    Fact{"tilt", {"tilted by {tilt}°", "inclinée de {tilt}°"}},
    Fact{"blur", {"blurred by {blur} hundredths of a module", "floue de {blur} centièmes de module"}},
    Fact{"noise", {"noise of {noise} grey levels", "bruitée de {noise} niveaux de gris"}},
    Fact{"glare", {"{glare} % of glare", "avec {glare} % de reflet"}},
    Fact{"covered", {"{covered} % covered", "cachée à {covered} %"}},
    Fact{"contrast", {"contrast of {contrast} %", "au contraste de {contrast} %"}},
    Fact{"brightness", {"brightness of {brightness} %", "à la luminosité de {brightness} %"}},
};

}  // namespace

Bilingual fact_of(std::string_view field) {
  const auto found = std::find_if(kFacts.begin(), kFacts.end(), [&](const Fact& fact) { return fact.field == field; });
  return found == kFacts.end() ? Bilingual{} : found->prose;
}

std::string word_in(std::string_view field, std::string_view word, Tongue tongue) {
  if (field == "mail" && word != "any") field = "kind";
  for (const Word& known : kWords)
    if ((known.field == field || known.field.empty()) && known.word == word) return std::string{known.prose.in(tongue)};
  return std::string{word};
}

}  // namespace parcours
