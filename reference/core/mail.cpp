#include "reference/core/mail.h"

#include "reference/core/text.h"

namespace encaissement {
namespace {

std::string merchant_of(const Encaissement& s, const Operation& o) {
  return std::string{s.text(s.point(o.point).name)};
}

std::string payer_of(const Encaissement& s, const Operation& o) {
  if (!o.contact.empty()) return std::string{s.text(o.contact)};
  return o.customer == CustomerId::nobody ? "-" : std::string{s.text(s.customer(o.customer).email)};
}

std::string transaction(const Encaissement& s, const Operation& o) {
  return "la transaction en Chèque-Vacances Connect [n° : " + std::string{s.number(o.id).view()} + "]";
}

Letter to_customer(const Encaissement& s, const Notice& n, const Operation& o) {
  std::string body = merchant_of(s, o) + " vous demande " + format_amount(n.amount) + ".";
  if (n.kind == NoticeKind::payment_request_mail)
    body += " Date limite de paiement : " + format_day(o.payment_limit) + ".";
  return {"Demande de paiement", body};
}

Letter to_merchant(const Encaissement& s, const Notice& n, const Operation& o, std::string subject,
                   const std::string& what) {
  std::string body = "Nous vous informons que " + transaction(s, o) + " " + what + ".\nIdentifiant : " + payer_of(s, o) +
                     "\nDate : " + format_mail_moment(n.at);
  if (!n.amount.is_zero()) body += "\nMontant réglé : " + format_amount(n.amount);
  return {std::move(subject), body};
}

}  // namespace

Letter letter_of(const Encaissement& s, const Notice& n) {
  if (n.kind == NoticeKind::recovery_link)
    return {"Mot de passe oublié", "Pour choisir un nouveau mot de passe, suivez ce lien à usage unique : "
                                   "/espace#/nouveau-mot-de-passe/" + std::string{s.text(n.token)}};
  const Operation& o = s.operation(n.operation);
  switch (n.kind) {
    case NoticeKind::payment_request_push:
    case NoticeKind::payment_request_mail: return to_customer(s, n, o);
    case NoticeKind::payment_received:
      return to_merchant(s, n, o, "La transaction a été validée", "a été confirmée par votre client");
    case NoticeKind::payment_refused:
      return to_merchant(s, n, o, "La transaction a été refusée", "a été refusée par votre client");
    case NoticeKind::payment_limit_passed:
      return to_merchant(s, n, o, "La demande de paiement a expiré", "a expiré : la limite de paiement est passée");
    case NoticeKind::validation_reminder:
      return to_merchant(s, n, o, "Délai de validation",
                         "attend votre validation jusqu'au " + format_day(o.validation_limit) + " inclus");
    case NoticeKind::recovery_link:
    case NoticeKind::api_state: break;
  }
  return {"", std::string{to_string(n.state)}};
}

}  // namespace encaissement
