// One sentence a verb, in English and in French. The signs are told in explain_text.h.
#include <array>

#include "scenarios/language/explain_text.h"

namespace parcours {
namespace {

constexpr std::string_view kFormEn =
    "[ of {amount}][ typed as “{typed}”], parcours {parcours}[ by {mode}][, basket {basket}][, to {customer}]"
    "[, to “{identifier}”][, payable within {payment_days:day}][, to be validated within {validation_days:day}]"
    "[, notices to {notify}][remember=yes:, an address to be remembered][, label “{label}”]"
    "[, client reference “{client_reference}”][, seller “{seller}”][, payment id {payment_id}]"
    "[, notifications to {return_url}][, cancellations to {cancel_url}][, currency {currency}]"
    "[deferred=yes:, with deferred capture][ until {capture_date}][extended=no:, as a client of the public API alone]"
    "[, and the limit shown is {shows_limit}]. [It is called “{as}”.]";
constexpr std::string_view kFormFr =
    "[ de {amount}][ saisie « {typed} »], parcours {parcours}[ par {mode}][, panier {basket}][, à {customer}]"
    "[, à « {identifier} »][, à payer sous {payment_days:day}][, à valider sous {validation_days:day}]"
    "[, avis à {notify}][remember=yes:, adresse à retenir][, libellé « {label} »]"
    "[, référence client « {client_reference} »][, vendeur « {seller} »][, identifiant de paiement {payment_id}]"
    "[, notifications à {return_url}][, annulations à {cancel_url}][, devise {currency}]"
    "[deferred=yes:, en capture différée][ jusqu'à {capture_date}][extended=no:, comme un client de la seule API "
    "publique]"
    "[, et la date limite affichée est {shows_limit}]. [Elle s'appelle « {as} ».]";

struct Sentence {
  StepVerb verb;
  Bilingual start, rest;
};

using enum StepVerb;
constexpr std::array<Sentence, kStepVerbCount> kSentences{{
    {merchant_requests, {"{by} sends a request", "{by} envoie une demande"}, {kFormEn, kFormFr}},
    {merchant_prepares, {"{by} prepares a request, not sent yet,", "{by} prépare une demande, pas encore envoyée,"},
     {kFormEn, kFormFr}},
    {merchant_sends, {"{by} sends what was prepared. [It is called “{as}”.]",
                      "{by} envoie ce qui est préparé. [Elle s'appelle « {as} ».]"}, {}},
    {merchant_leaves, {"{by} leaves the form without sending.", "{by} quitte le formulaire sans envoyer."}, {}},
    {merchant_names, {
      "{by} names the customer of {operation}: [{customer}][“{identifier}”][, for {amount}][, for "
      "“{typed}”].",
      "{by} désigne le client de {operation} : [{customer}][« {identifier} »][, pour {amount}][, pour « "
      "{typed} »]."}, {}},
    {merchant_changes_mode, {
      "{by} changes the mode of {operation}.",
      "{by} change le mode d'encaissement de {operation}."}, {}},
    {merchant_cancels, {"{by} cancels {operation}.", "{by} annule {operation}."}, {}},
    {merchant_closes, {
      "{by} looks at {operation} and closes without deciding.",
      "{by} regarde {operation} et ferme sans décider."}, {}},
    {merchant_validates, {"{by} validates {operation}[ for {amount}][ for “{typed}”].",
                          "{by} valide {operation}[ pour {amount}][ pour « {typed} »]."}, {}},
    {merchant_retries, {
      "{by} makes the last call again[, now for {amount}][, now for “{typed}”][, now for basket {basket}].",
      "{by} refait le dernier appel[, cette fois pour {amount}][, cette fois pour « {typed} »][, cette "
      "fois pour le panier {basket}]."}, {}},
    {merchant_logs_in, {
      "Somebody logs in to account {account} with a password {password}, {times:time}[, and is taken "
      "for a {sees}].",
      "Quelqu'un se connecte au compte {account} avec un mot de passe, {password}, {times:time}[, et "
      "est reconnu comme {sees}]."}, {}},
    {merchant_asks_recovery, {
      "Somebody asks for the recovery of account {account}.",
      "Quelqu'un demande la récupération du compte {account}."}, {}},
    {merchant_sets_password, {"With the {link} link, account {account} gets the new password “{password}”.",
                              "Avec {link}, le compte {account} reçoit le nouveau mot de passe « {password} »."}, {}},
    {merchant_chooses_point, {
      "{by} chooses the point d'accueil {point}.",
      "{by} choisit le point d'accueil {point}."}, {}},
    {merchant_gives_right, {
      "{by} gives account {account} the right to collect.",
      "{by} donne au compte {account} le droit d'encaisser."}, {}},
    {merchant_takes_right, {
      "{by} takes the right to collect from account {account}.",
      "{by} retire au compte {account} le droit d'encaisser."}, {}},
    {customer_scans, {
      "{customer} scans the QR code of {operation} from the {render}[ ({camera})][code=forged:, a forged "
      "one][code=unknown:, an unknown one][code=altered amount:, with an altered amount][reads=no:; the "
      "camera cannot read it].",
      "{customer} lit le QR code de {operation} sur {render}[ (image {camera})][code=forged:, un faux]"
      "[code=unknown:, un code inconnu][code=altered amount:, au montant modifié][reads=no: ; la caméra ne "
      "peut pas le lire]."}, {}},
    {customer_pays, {
      "{customer} pays [{amount} of ][“{typed}” for ]{operation}[with_code=yes: and shows its QR code]"
      "[code=forged:, a forged one].",
      "{customer} paie [{amount} pour ][« {typed} » pour ]{operation}[with_code=yes: en présentant le QR "
      "code][code=forged:, un faux]."}, {}},
    {customer_refuses, {
      "{customer} refuses {operation}[with_code=yes: and shows its QR code].",
      "{customer} refuse {operation}[with_code=yes: en présentant le QR code]."}, {}},
    {customer_retries, {"{customer} makes the last call again[, now for {amount}][, now for “{typed}”].",
      "{customer} refait le dernier appel[, cette fois pour {amount}][, cette fois pour « {typed} »]."}, {}},
    {operator_credits, {
      "The operator credits {customer} with {amount}.",
      "L'opérateur verse {amount} à {customer}."}, {}},
    {operator_blocks, {"The operator blocks {customer}.", "L'opérateur bloque {customer}."}, {}},
    {operator_unblocks, {"The operator unblocks {customer}.", "L'opérateur débloque {customer}."}, {}},
    {operator_enables, {
      "The operator enables the point d'accueil {point}.",
      "L'opérateur active le point d'accueil {point}."}, {}},
    {operator_disables, {
      "The operator disables the point d'accueil {point}.",
      "L'opérateur désactive le point d'accueil {point}."}, {}},
    {operator_resumes_notifications, {
      "The operator resumes the notifications of {operation}.",
      "L'opérateur reprend les notifications de {operation}."}, {}},
    {issuer_rejects, {
      "The issuer rejects the payment of {operation}.",
      "L'émetteur rejette le paiement de {operation}."}, {}},
    {time_passes, {"{for} later.", "{for} plus tard."}, {}},
    {time_reaches, {
      "Time goes on[ until {moment}][ until {offset} {deadline}][ of “{of:raw}”].",
      "Le temps avance[ jusqu'au {moment}][ ; on est {offset} {deadline}][ de « {of:raw} »]."}, {}},
    {network_does, {
      "The network will {does} {to} of the next call of {of}[, by {for}].",
      "Le réseau va {does} {to} du prochain appel de {of}[, de {for}]."}, {}},
    {network_releases, {
      "The network lets the held call of {of} go.",
      "Le réseau laisse partir l'appel retenu de {of}."}, {}},
    {channel_does, {
      "The {channel} channel will {does} its next {next:notice}[, by {for}].",
      "Le canal {channel} va {does} {next:notice}[, de {for}]."}, {}},
    {notifications_fail, {
      "The integrator's URL answers 500, {times:time}.",
      "L'URL de l'intégrateur répond 500, {times:time}."}, {}},
    {service_crashes, {"The service crashes {when}.", "Le service tombe {when}."}, {}},
    {service_recovers, {"The service starts again from what it kept.", "Le service repart de ce qu'il a gardé."}, {}},
    {together, {"At the same instant, in this order:", "Au même instant, dans cet ordre :"}, {}},
    {expect_operation, {"{by} looks at {of}: {facts}.", "{by} regarde {of} : {facts}."}, {}},
    {expect_list, {
      "{by} looks at the list[ ({filter})]: {facts}.",
      "{by} regarde la liste[ ({filter})] : {facts}."}, {}},
    {expect_counters, {
      "{by} looks at the counters[ ({filter})]: {facts}.",
      "{by} regarde les compteurs[ ({filter})] : {facts}."}, {}},
    {expect_mail, {
      "In all, {count:mail}[ to {to}][ about “{about:raw}”][ on {at}][, subject: {kind}][, in this "
      "order: {kinds}][, with {contains}].",
      "En tout, {count:mail}[ à {to}][ au sujet de « {about:raw} »][ le {at}][, objet : {kind}][, dans cet "
      "ordre : {kinds}][, avec {contains}]."}, {}},
    {expect_push, {"In all, {count:push}[ to {to}][ about “{about:raw}”][ on {at}][, with {contains}].",
                   "En tout, {count:push}[ à {to}][ au sujet de « {about:raw} »][ le {at}][, avec {contains}]."}, {}},
    {expect_notifications, {"The integrator of {of}: {facts}.", "L'intégrateur de {of} : {facts}."}, {}},
    {expect_wallet, {"The wallet of {customer}: {facts}.", "Le compte client de {customer} : {facts}."}, {}},
    {expect_collected, {
      "The point d'accueil {point} has collected {amount} in all.",
      "Le point d'accueil {point} a encaissé {amount} en tout."}, {}},
    {expect_account, {
      "{by} looks at account {account}: {facts}.",
      "{by} regarde le compte {account} : {facts}."}, {}},
    {expect_remembered_email, {
      "The form of {by} offers this e-mail: {email}.",
      "Le formulaire de {by} propose cet e-mail : {email}."}, {}},
    {expect_requests, {
      "The phone of {customer} shows: {facts}.",
      "Le téléphone de {customer} montre : {facts}."}, {}},
    {never, {
      "At no moment [may {of} have the status {status}][is there a mail: {mail}][push=yes:is there a push][ to {to}][ "
      "about “{about:raw}”].",
      "À aucun moment [{of} ne peut être au statut {status}][il n'y a d'e-mail : {mail}][push=yes:il n'y a "
      "de notification push][ à {to}][ au sujet de « {about:raw} »]."}, {}},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kSentences.size(); ++i)
    if (kSentences[i].verb != static_cast<StepVerb>(i)) return false;
  return true;
}
static_assert(in_order(), "kSentences follows StepVerb");

}  // namespace

std::string sentence_in(StepVerb verb, Tongue tongue) {
  const Sentence& sentence = kSentences[static_cast<std::size_t>(verb)];
  return std::string{sentence.start.in(tongue)}.append(sentence.rest.in(tongue));
}

}  // namespace parcours
