// The table of steps. One entry a verb; order as in StepVerb. Help is one line, in English and in French.
#include <array>

#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

using enum FieldType;

constexpr FieldSpec kAmount{"amount", money, "an amount", "un montant"};
constexpr FieldSpec kTyped{"typed", typed, "the amount exactly as typed, right or wrong",
                           "le montant tel que saisi, juste ou faux"};
constexpr FieldSpec kCustomer{"customer", customer, "a customer by name", "un client par son nom"};
constexpr FieldSpec kTheCustomer{.name = "customer", .type = customer, .en = "who", .fr = "qui", .required = true};
constexpr FieldSpec kIdentifier{"identifier", typed, "identifier or e-mail exactly as typed",
                                "identifiant ou e-mail tel que saisi"};
constexpr FieldSpec kOf{"of", alias, "which operation; else the last one made", "quelle opération ; sinon la dernière"};
constexpr FieldSpec kLooks{.name = "by", .type = onlooker, .en = "who looks", .fr = "qui regarde",
                           .fallback = "cashier"};
constexpr FieldSpec kAs{"as", new_alias, "names the operation for later steps",
                        "nomme l'opération pour les étapes suivantes"};
constexpr FieldSpec kShowsLimit{"shows_limit", day, "expected: the limit day shown on the screen",
                                "attendu : la date limite affichée", "none"};
constexpr std::string_view kStatuses = "awaiting_customer|to_validate|validated|expired|cancelled";
constexpr std::string_view kApiStates =
    "INITIALIZED|PROCESSING|AUTHORIZED|VALIDATED|ABORTED|CANCELLED|EXPIRED|REJECTED";
constexpr std::string_view kMails =
    "payment request|payment received|refused|payment limit passed|validation reminder|recovery";

constexpr std::array kForm{
    kAs,
    FieldSpec{.name = "parcours", .type = word, .en = "which of the four", .fr = "lequel des quatre",
              .words = "A|B|C|D", .required = true},
    FieldSpec{"mode", word, "how the customer is reached; default by parcours and door",
              "comment joindre le client ; par défaut selon le parcours", "qr|identifier|email|none"},
    kAmount,
    kTyped,
    FieldSpec{"basket", typed, "basket number, as typed", "N° de panier, tel que saisi"},
    kCustomer,
    kIdentifier,
    FieldSpec{.name = "payment_days", .type = integer, .en = "N, days to pay (B, D)",
              .fr = "N, jours pour payer (B, D)", .lowest = -1000000},
    FieldSpec{.name = "validation_days", .type = integer, .en = "M, days to validate (C, D)",
              .fr = "M, jours pour valider (C, D)", .lowest = -1000000},
    FieldSpec{"notify", typed, "e-mail for notifications (C, D); none: left empty",
              "e-mail de notification (C, D) ; none : laissé vide", "none"},
    FieldSpec{.name = "remember", .type = yes_no, .en = "tick \"se souvenir\"", .fr = "cocher « se souvenir »",
              .fallback = "no"},
    FieldSpec{"label", typed, "libellé", "libellé"},
    FieldSpec{"client_reference", typed, "référence client", "référence client"},
    FieldSpec{"seller", typed, "identifiant vendeur", "identifiant vendeur"},
    FieldSpec{"payment_id", typed, "POS API: order.paymentId", "API caisse : order.paymentId"},
    FieldSpec{"return_url", typed, "POS API: returnUrl", "API caisse : returnUrl"},
    FieldSpec{"cancel_url", typed, "POS API: cancelUrl", "API caisse : cancelUrl"},
    FieldSpec{"currency", typed, "POS API: currency, 978 else", "API caisse : devise, sinon 978"},
    FieldSpec{.name = "deferred", .type = yes_no, .en = "POS API: captureMode DEFERRED",
              .fr = "API caisse : captureMode DEFERRED", .fallback = "no"},
    FieldSpec{"capture_date", typed, "POS API: captureDate, as sent", "API caisse : captureDate, telle qu'envoyée"},
    FieldSpec{.name = "extended", .type = yes_no, .en = "POS API: with our `encaissement` object",
              .fr = "API caisse : avec notre objet `encaissement`", .fallback = "yes"},
    kShowsLimit};
constexpr std::array kSends{kAs};
constexpr std::array kNames{kCustomer, kIdentifier, kAmount, kTyped};
constexpr std::array kAmountOrTyped{kAmount, kTyped};
constexpr std::array kRetryMerchant{
    kAmount, kTyped, FieldSpec{"basket", typed, "another basket: same key, other body",
                               "un autre panier : même clé, autre corps"}};
constexpr FieldSpec kAccount{.name = "account", .type = account, .en = "login number", .fr = "numéro de compte",
                             .required = true};
constexpr FieldSpec kLogin{.name = "account", .type = account, .en = "login number; empty: left empty",
                           .fr = "numéro de compte ; vide : laissé vide", .fallback = "70890001"};
constexpr std::array kLogIn{
    kLogin,
    FieldSpec{.name = "password", .type = typed, .en = "as typed; right, wrong: the account's own, another",
              .fr = "tel que saisi ; right, wrong : le bon, un autre", .words = "right|wrong", .fallback = "right"},
    FieldSpec{.name = "times", .type = integer, .en = "how many times in a row", .fr = "combien de fois de suite",
              .fallback = "1", .lowest = 1, .highest = 10},
    FieldSpec{"sees", word, "expected: the kind of account", "attendu : le type de compte", "signatory|point"}};
constexpr std::array kAsksRecovery{kLogin};
constexpr std::array kSetsPassword{
    kLogin,
    FieldSpec{.name = "password", .type = typed, .en = "the new password", .fr = "le nouveau mot de passe",
              .required = true},
    FieldSpec{.name = "link", .type = word, .en = "which recovery mail's link", .fr = "le lien de quel e-mail",
              .words = "last|first|forged", .fallback = "last"}};
constexpr std::array kPoint{FieldSpec{.name = "point",
                                      .type = point,
                                      .en = "a point d'accueil by code",
                                      .fr = "un point d'accueil par son code",
                                      .required = true}};
constexpr std::array kRight{kAccount};

constexpr FieldSpec percent(std::string_view name, std::string_view en, std::string_view fr,
                            std::string_view fallback = "0", int highest = 100) {
  return {.name = name, .type = integer, .en = en, .fr = fr, .fallback = fallback, .highest = highest};
}
constexpr std::array kCamera{
    FieldSpec{.name = "rotation", .type = integer, .en = "degrees", .fr = "degrés", .fallback = "0", .lowest = -360,
              .highest = 360},
    percent("tilt", "degrees away from facing", "degrés d'inclinaison", "0", 75),
    percent("blur", "hundredths of a module", "centièmes de module", "0", 300),
    percent("noise", "standard deviation, grey levels", "écart type, niveaux de gris", "0", 128),
    percent("glare", "percent", "pour cent"),
    percent("covered", "percent of the symbol", "pour cent du symbole"),
    percent("contrast", "percent, 100 is full", "pour cent, 100 est entier", "100"),
    percent("brightness", "percent, 100 is as made", "pour cent, 100 est tel quel", "100", 200)};
constexpr FieldSpec kCode{.name = "code", .type = word, .en = "what QR code is shown", .fr = "quel QR code est montré",
                          .words = "genuine|forged|unknown|altered amount", .fallback = "genuine"};
constexpr std::array kScans{
    kTheCustomer,
    FieldSpec{.name = "render", .type = word, .en = "where the QR code is seen", .fr = "où le QR code est vu",
              .words = "screen|ticket", .fallback = "screen"},
    FieldSpec{.name = "camera", .type = map, .en = "what troubles the camera", .fr = "ce qui gêne la caméra",
              .fields = kCamera},
    kCode,
    FieldSpec{.name = "reads", .type = yes_no, .en = "expected: could the camera read it",
              .fr = "attendu : la caméra a-t-elle pu lire", .fallback = "yes"}};
constexpr std::array kPays{
    kTheCustomer,
    FieldSpec{"amount", money, "how much; all: what was requested; else all", "combien ; all : le tout ; sinon tout",
              "all"},
    kTyped,
    FieldSpec{.name = "with_code", .type = yes_no, .en = "presents the QR code with the payment",
              .fr = "présente le QR code avec le paiement", .fallback = "no"},
    kCode};
constexpr std::array kRefuses{
    kTheCustomer,
    FieldSpec{.name = "with_code", .type = yes_no, .en = "presents the QR code", .fr = "présente le QR code",
              .fallback = "no"}};
constexpr std::array kRetryCustomer{kTheCustomer, kAmount, kTyped};
constexpr std::array kCredits{kTheCustomer, FieldSpec{.name = "amount", .type = money, .en = "how much",
                                                      .fr = "combien", .required = true}};
constexpr std::array kTheCustomerOnly{kTheCustomer};

constexpr std::array kPasses{
    FieldSpec{.name = "for", .type = duration, .en = "how long", .fr = "combien de temps", .required = true}};
constexpr std::array kReaches{
    FieldSpec{"moment", moment, "a date and time in Paris", "une date et une heure à Paris"},
    FieldSpec{"deadline", word, "of an operation, or of the last recovery link", "d'une opération, ou du dernier lien",
              "payment|payment sweep|validation|validation sweep|reminder|recovery"},
    kOf,
    FieldSpec{.name = "offset", .type = offset, .en = "before (-) or after it", .fr = "avant (-) ou après",
              .fallback = "0 ms"}};
constexpr std::array kNetworkDoes{
    FieldSpec{.name = "of", .type = onlooker, .en = "whose next call", .fr = "le prochain appel de qui",
              .fallback = "cashier"},
    FieldSpec{.name = "to", .type = word, .en = "which half of the exchange", .fr = "quelle moitié de l'échange",
              .words = "request|answer", .required = true},
    FieldSpec{.name = "does", .type = word, .en = "what happens to it", .fr = "ce qui lui arrive",
              .words = "lose|duplicate|delay|hold|cut|reorder", .required = true},
    FieldSpec{"for", duration, "how long (delay)", "combien de temps (delay)"}};
constexpr std::array kReleases{FieldSpec{.name = "of", .type = onlooker, .en = "whose held call",
                                         .fr = "l'appel retenu de qui", .fallback = "cashier"}};
constexpr std::array kChannel{
    FieldSpec{.name = "channel", .type = word, .en = "which channel", .fr = "quel canal", .words = "mail|push|api",
              .required = true},
    FieldSpec{.name = "does", .type = word, .en = "what happens to notices", .fr = "ce qui arrive aux avis",
              .words = "lose|delay|repeat", .required = true},
    FieldSpec{"for", duration, "how long (delay)", "combien de temps (delay)"},
    FieldSpec{.name = "next", .type = integer, .en = "how many notices", .fr = "combien d'avis", .fallback = "1",
              .lowest = 1}};
constexpr std::array kFail{FieldSpec{.name = "times", .type = integer, .en = "answers 500 so many times",
                                     .fr = "répond 500 autant de fois", .required = true, .lowest = 1}};
constexpr std::array kCrash{
    FieldSpec{.name = "when", .type = word, .en = "now, or around the next call's commit",
              .fr = "maintenant, ou autour de l'écriture du prochain appel", .words = "now|before commit|after commit",
              .fallback = "now"}};
constexpr std::array kTogether{
    FieldSpec{.name = "actions", .type = steps, .en = "actions in their order of arrival",
              .fr = "des actions dans leur ordre d'arrivée", .required = true}};

constexpr FieldSpec kBasket{"basket", text, "basket number", "N° de panier"};
constexpr FieldSpec kStatus{"status", word, "status", "statut", kStatuses};
constexpr std::array kExpectOperation{
    kOf,
    kLooks,
    FieldSpec{"exists", yes_no, "whether this onlooker sees it at all", "si cet observateur la voit"},
    kStatus,
    FieldSpec{"cause", word, "why it was cancelled", "pourquoi elle est annulée",
              "none|merchant|customer|issuer|deadline"},
    FieldSpec{"api_state", word, "state on the POS API", "état dans l'API caisse", kApiStates},
    FieldSpec{"parcours", word, "which of the four", "lequel des quatre", "A|B|C|D"},
    FieldSpec{"mode", word, "how the customer is reached", "comment le client est joint", "qr|identifier|email|none"},
    FieldSpec{"requested", money, "amount asked", "montant demandé"},
    FieldSpec{"received", money, "amount received", "montant reçu"},
    FieldSpec{"remaining", money, "what remains to be settled", "ce qu'il reste à régler"},
    FieldSpec{"validated", money, "amount validated", "montant validé"},
    FieldSpec{"payment_limit", day, "last day to pay", "dernier jour pour payer", "none"},
    FieldSpec{"validation_limit", day, "last day to validate", "dernier jour pour valider", "none"},
    FieldSpec{"payment_deadline", moment, "first instant too late to pay", "premier instant trop tard pour payer"},
    FieldSpec{"validation_deadline", moment, "first instant too late to validate",
              "premier instant trop tard pour valider", "none"},
    FieldSpec{"last_action", moment, "instant of the last change", "instant du dernier changement"},
    FieldSpec{"customer", customer, "who it is bound to", "à qui elle est liée", "none"},
    kBasket,
    FieldSpec{"label", text, "libellé", "libellé"},
    FieldSpec{"client_reference", text, "référence client", "référence client"},
    FieldSpec{"seller", text, "identifiant vendeur", "identifiant vendeur"},
    FieldSpec{"history", texts, "texts that occur in this order in its history",
              "des textes qui se suivent dans son historique"}};

constexpr std::array kFilter{
    FieldSpec{"from", typed, "first day", "premier jour"},
    FieldSpec{"to", typed, "last day, included", "dernier jour, compris"},
    FieldSpec{"basket", typed, "part of the basket number", "partie du N° de panier"},
    FieldSpec{"type", typed, "label of the type of payment", "libellé du type de paiement"},
    FieldSpec{"status", typed, "label of the status", "libellé du statut"},
    FieldSpec{"min_amount", typed, "lowest requested amount", "montant demandé minimal"},
    FieldSpec{"max_amount", typed, "highest requested amount", "montant demandé maximal"}};
constexpr std::array kRow{
    FieldSpec{"last_action", text, "as shown: 22/06/2020 14h22", "tel qu'affiché : 22/06/2020 14h22"},
    FieldSpec{"basket", text, "basket number", "N° de panier"},
    FieldSpec{"type", text, "label of the type of payment", "libellé du type de paiement"},
    FieldSpec{"status", text, "label of the status", "libellé du statut"},
    FieldSpec{"requested", text, "as shown: +42,00 €", "tel qu'affiché : +42,00 €"},
    FieldSpec{"received", text, "as shown: +42,00 € or -", "tel qu'affiché : +42,00 € ou -"},
    FieldSpec{"actions", words, "exactly these actions", "exactement ces actions", "validate|cancel|detail"}};
constexpr std::array kExpectList{
    kLooks,
    FieldSpec{.name = "filter", .type = map, .en = "what is asked for", .fr = "ce qui est demandé", .fields = kFilter},
    FieldSpec{.name = "rows",
              .type = maps,
              .en = "all the rows, in this order",
              .fr = "toutes les lignes, dans l'ordre",
              .fields = kRow},
    FieldSpec{"count", integer, "how many rows", "combien de lignes"},
    FieldSpec{"csv", texts, "the exported lines, all, heading included", "les lignes exportées, en-tête compris"}};
constexpr std::array kExpectCounters{
    kLooks,
    FieldSpec{.name = "filter", .type = map, .en = "what the list beside them is filtered by",
              .fr = "ce qui filtre la liste à côté", .fields = kFilter},
    FieldSpec{"to_validate", integer, "\"A valider\"", "« A valider »"},
    FieldSpec{"awaiting", integer, "\"En attente de paiement client\"", "« En attente de paiement client »"}};
constexpr FieldSpec kContains{"contains", texts, "texts each of them holds", "des textes que chacun contient"};
constexpr FieldSpec kCount{.name = "count", .type = integer, .en = "how many in all, from the start",
                           .fr = "combien en tout, depuis le début", .fallback = "1"};
constexpr FieldSpec kMailKind{"kind", word, "what it is about", "son objet", kMails};
constexpr FieldSpec kMailTo{"to", text, "a customer by name, or an address", "un client par son nom, ou une adresse"};
constexpr FieldSpec kAbout{"about", alias, "which operation", "quelle opération"};
constexpr FieldSpec kAt{"at", moment, "when it was written", "quand il a été écrit"};
constexpr FieldSpec kMailKinds{"kinds", words, "what they are about, all of them, in the order written",
                               "leurs objets, tous, dans l'ordre", kMails};
constexpr std::array kExpectMail{kMailTo, kMailKind, kAbout, kAt, kCount, kMailKinds, kContains};
constexpr std::array kExpectPush{FieldSpec{"to", customer, "a customer by name", "un client par son nom"}, kAbout, kAt,
                                 kCount, kContains};
constexpr std::array kExpectNotifications{
    kOf,
    FieldSpec{"states", words, "states written for the integrator, in order, all",
              "états écrits pour l'intégrateur, dans l'ordre, tous", kApiStates},
    FieldSpec{"delivered", words, "states the integrator acknowledged, in order, all",
              "états dont l'intégrateur a accusé réception", kApiStates},
    FieldSpec{"count", integer, "how many were written", "combien ont été écrits"},
    FieldSpec{"attempts", integer, "how often the URLs were called", "combien de fois les URL ont été appelées"},
    FieldSpec{"url", text, "where the last one went", "où le dernier est allé"}};
constexpr std::array kExpectWallet{kTheCustomer, FieldSpec{"available", money, "what he can spend", "le disponible"},
                                   FieldSpec{"held", money, "what is held for merchants", "le réservé"}};
constexpr std::array kExpectCollected{
    FieldSpec{.name = "point",
              .type = point,
              .en = "a point d'accueil by code",
              .fr = "un point d'accueil par son code",
              .fallback = "P001"},
    FieldSpec{.name = "amount", .type = money, .en = "collected in all", .fr = "encaissé en tout", .required = true}};
constexpr std::array kExpectAccount{
    kAccount,
    FieldSpec{.name = "by", .type = speaker, .en = "which signatory looks", .fr = "quel signataire regarde",
              .fallback = "signatory"},
    FieldSpec{"exists", yes_no, "whether this signatory sees it", "si ce signataire le voit"},
    FieldSpec{"blocked", yes_no, "locked out", "bloqué"},
    FieldSpec{"failures", integer, "wrong passwords in a row", "mots de passe faux de suite"},
    FieldSpec{"may_collect", yes_no, "has the right to collect", "a le droit d'encaisser"}};
constexpr std::array kExpectRemembered{
    FieldSpec{.name = "by", .type = speaker, .en = "who opens the form", .fr = "qui ouvre le formulaire",
              .fallback = "cashier"},
    FieldSpec{.name = "email", .type = text, .en = "what the form offers; none: nothing",
              .fr = "ce que le formulaire propose ; none : rien", .words = "none", .required = true}};
constexpr std::array kExpectRequests{
    kTheCustomer, FieldSpec{"count", integer, "how many the phone shows", "combien le téléphone en montre"},
    FieldSpec{"operations", aliases, "exactly these, in this order", "exactement celles-ci, dans cet ordre"}};
constexpr std::array kNever{
    kOf,
    FieldSpec{"status", word, "a status it must never have had", "un statut qu'elle ne doit jamais avoir eu",
              kStatuses},
    FieldSpec{"mail", word, "a mail that must never be written", "un e-mail qui ne doit jamais être écrit",
              "any|payment request|payment received|refused|payment limit passed|validation reminder|recovery"},
    FieldSpec{"push", yes_no, "a push that must never be written", "une notification qui ne doit jamais être écrite"},
    kMailTo, kAbout};

using enum StepVerb;
using enum StepKind;
constexpr auto kOutbox = &Capabilities::reads_outbox;
constexpr auto kWallets = &Capabilities::reads_wallets;
constexpr auto kPeople = &Capabilities::controls_people;
constexpr auto kEspace = &Capabilities::espace;
constexpr auto kClock = &Capabilities::moves_clock;
constexpr auto kCrashes = &Capabilities::crashes;

constexpr std::array<StepSpec, kStepVerbCount> kSteps{{
    {merchant_requests, "merchant requests", action, "fills in the form and sends it",
     "remplit le formulaire et l'envoie", kForm, "", "cashier"},
    {merchant_prepares, "merchant prepares", action, "presses Continuer, and not yet Envoyer",
     "appuie sur Continuer, pas encore sur Envoyer", kForm, "", "cashier", kEspace},
    {merchant_sends, "merchant sends", action, "presses Envoyer on what was prepared",
     "appuie sur Envoyer pour ce qui est préparé", kSends, "", "cashier", kEspace},
    {merchant_leaves,
     "merchant leaves",
     action,
     "leaves the form: the draft is dropped",
     "quitte le formulaire : le brouillon est perdu",
     {},
     "",
     "cashier",
     kEspace},
    {merchant_names, "merchant names", action, "names the customer of an order (POS API)",
     "désigne le client d'une commande (API caisse)", kNames, "", "till"},
    {merchant_changes_mode,
     "merchant changes mode",
     action,
     "Changer de mode d'encaissement",
     "Changer de mode d'encaissement",
     {},
     "",
     "cashier"},
    {merchant_cancels, "merchant cancels", action, "Annuler", "Annuler", {}, "", "cashier"},
    {merchant_closes,
     "merchant closes",
     action,
     "Fermer sans valider, NON, or a look at the detail",
     "Fermer sans valider, NON, ou le détail",
     {},
     "",
     "cashier"},
    {merchant_validates, "merchant validates", action, "validates the whole, or less", "valide le tout, ou moins",
     kAmountOrTyped, "", "cashier"},
    {merchant_retries, "merchant retries", action, "makes that speaker's last call again, same key",
     "refait le dernier appel de cette personne, même clé", kRetryMerchant, "", "cashier"},
    {merchant_logs_in, "merchant logs in", action, "login number and password", "numéro de compte et mot de passe",
     kLogIn, "", "", kEspace},
    {merchant_asks_recovery, "merchant asks recovery", action, "Mot de passe oublié ?", "Mot de passe oublié ?",
     kAsksRecovery, "account", "", kEspace},
    {merchant_sets_password, "merchant sets password", action, "follows the link of a recovery mail",
     "suit le lien d'un e-mail de récupération", kSetsPassword, "", "", kEspace},
    {merchant_chooses_point, "merchant chooses point", action, "a signatory chooses where it collects",
     "un signataire choisit où il encaisse", kPoint, "point", "signatory", kEspace},
    {merchant_gives_right, "merchant gives right", action, "gives a point account the right to collect",
     "donne à un compte le droit d'encaisser", kRight, "account", "signatory", kEspace},
    {merchant_takes_right, "merchant takes right", action, "takes that right away", "retire ce droit", kRight,
     "account", "signatory", kEspace},
    {customer_scans, "customer scans", action, "reads the QR code through a camera", "lit le QR code par la caméra",
     kScans, "customer"},
    {customer_pays, "customer pays", action, "agrees to pay all, part, or more",
     "accepte de payer tout, partie ou plus", kPays, "customer"},
    {customer_refuses, "customer refuses", action, "refuses to pay", "refuse de payer", kRefuses, "customer"},
    {customer_retries, "customer retries", action, "makes his last call again, same key",
     "refait son dernier appel, même clé", kRetryCustomer, "customer"},
    {operator_credits, "operator credits", operator_action, "puts money into a wallet", "crédite un compte client",
     kCredits, "", "", kPeople},
    {operator_blocks, "operator blocks", operator_action, "blocks a customer", "bloque un client", kTheCustomerOnly,
     "customer", "", kPeople},
    {operator_unblocks, "operator unblocks", operator_action, "unblocks a customer", "débloque un client",
     kTheCustomerOnly, "customer", "", kPeople},
    {operator_enables, "operator enables", operator_action, "enables a point d'accueil", "active un point d'accueil",
     kPoint, "point", "", kPeople},
    {operator_disables, "operator disables", operator_action, "disables a point d'accueil",
     "désactive un point d'accueil", kPoint, "point", "", kPeople},
    {operator_resumes_notifications,
     "operator resumes notifications",
     operator_action,
     "resumes an operation's parked notifications",
     "reprend les notifications en attente d'une opération",
     {},
     "",
     "",
     kPeople},
    {issuer_rejects,
     "issuer rejects",
     operator_action,
     "rejects what the customer agreed to",
     "rejette ce que le client a accepté",
     {},
     "",
     "",
     kPeople},
    {time_passes, "time passes", StepKind::time, "so long goes by", "ce temps s'écoule", kPasses, "for", "", kClock},
    {time_reaches, "time reaches", StepKind::time, "until a moment or a deadline", "jusqu'à un moment ou une échéance",
     kReaches, "moment", "", kClock},
    {network_does, "network does", fault, "what happens to somebody's next call", "ce qui arrive au prochain appel",
     kNetworkDoes},
    {network_releases, "network releases", fault, "lets a held call go", "laisse partir un appel retenu", kReleases,
     "of"},
    {channel_does, "channel does", fault, "what happens to mails, pushes, notifications",
     "ce qui arrive aux e-mails, push et notifications", kChannel, "", "", kOutbox},
    {notifications_fail, "notifications fail", fault, "the integrator's URL answers 500",
     "l'URL de l'intégrateur répond 500", kFail, "times", "", kOutbox},
    {service_crashes, "service crashes", fault, "the service dies", "le service tombe", kCrash, "when", "", kCrashes},
    {service_recovers,
     "service recovers",
     fault,
     "it starts again from what it kept",
     "il repart de ce qu'il a gardé",
     {},
     "",
     "",
     kCrashes},
    {together, "together", group, "several actions at the same instant", "plusieurs actions au même instant", kTogether,
     "actions"},
    {expect_operation, "expect operation", expectation, "what an operation reads", "ce que montre une opération",
     kExpectOperation},
    {expect_list, "expect list", expectation, "what \"Vos opérations\" shows", "ce que montre « Vos opérations »",
     kExpectList, "", "", kEspace},
    {expect_counters, "expect counters", expectation, "the two counters", "les deux compteurs", kExpectCounters, "", "",
     kEspace},
    {expect_mail, "expect mail", expectation, "mails written so far", "les e-mails écrits jusqu'ici", kExpectMail, "",
     "", kOutbox},
    {expect_push, "expect push", expectation, "pushes written so far", "les push écrits jusqu'ici", kExpectPush, "", "",
     kOutbox},
    {expect_notifications, "expect notifications", expectation, "what the integrator is told",
     "ce que l'intégrateur apprend", kExpectNotifications, "", "", kOutbox},
    {expect_wallet, "expect wallet", expectation, "a customer's money", "l'argent d'un client", kExpectWallet, "", "",
     kWallets},
    {expect_collected, "expect collected", expectation, "a point's money", "l'argent d'un point d'accueil",
     kExpectCollected, "", "", kWallets},
    {expect_account, "expect account", expectation, "an account as Gestion des droits shows it",
     "un compte tel que le montre Gestion des droits", kExpectAccount, "", "", kEspace},
    {expect_remembered_email, "expect remembered email", expectation, "the e-mail the next form offers",
     "l'e-mail proposé au prochain formulaire", kExpectRemembered, "email", "", kEspace},
    {expect_requests, "expect requests", expectation, "the requests a customer's phone shows",
     "les demandes que montre le téléphone d'un client", kExpectRequests},
    {never, "never", promise, "must not have happened at any moment of the run",
     "ne doit s'être produit à aucun moment", kNever},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kSteps.size(); ++i)
    if (kSteps[i].verb != static_cast<StepVerb>(i)) return false;
  return true;
}
static_assert(in_order(), "kSteps follows StepVerb");

}  // namespace

std::span<const StepSpec> step_specs() { return kSteps; }

}  // namespace parcours
