#include "scenarios/certify/certificate_badge.h"

#include <fmt/format.h>

#include "reports/baseline.h"
#include "reports/text.h"

namespace parcours {
namespace {

// Letters are estimated, because nobody is there to measure them; textLength makes them fit in any font.
constexpr int kLetter = 7;
constexpr int kPadding = 10;
constexpr int kHeight = 20;
constexpr std::size_t kNamesMost = 3;
constexpr std::size_t kLettersMost = 90;

int width_of(std::string_view text) { return static_cast<int>(code_points(text)) * kLetter; }

std::string words(std::string_view text, int x) {
  return fmt::format("<text x=\"{}\" y=\"14\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>", x,
                     width_of(text), escape_html(text));
}

std::string profiles(const Certificate& certificate) {
  std::vector<std::string> names;
  for (const CertifiedProfile& one : certificate.profiles) names.push_back(one.name);
  return joined(names, ", ");
}

// A badge stands in a line of text: many profiles are a number, their names are in its title.
std::string shown_profiles(const Certificate& certificate) {
  if (certificate.profiles.size() > kNamesMost) return plural(certificate.profiles.size(), "profile");
  return one_line(profiles(certificate), kLettersMost);
}

}  // namespace

std::string certificate_badge(const Certificate& certificate) {
  const std::string left = "Parcours";
  const std::string waived = certificate.waivers.empty() ? "" : fmt::format(" ({} waived)", certificate.waivers.size());
  const std::string right = fmt::format("{}{} · {}", shown_profiles(certificate), waived, iso_day(certificate.issued));
  const int split = width_of(left) + 2 * kPadding;
  const int width = split + width_of(right) + 2 * kPadding;
  const std::string name =
      escape_html(one_line(fmt::format("{} {}: certified by Parcours for {}{}, {}", certificate.till.product,
                                       certificate.till.version, profiles(certificate), waived, iso_day(certificate.issued)),
                           400));
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-label=\"{2}\">\n<title>{2}</title>\n<rect width=\"{0}\" height=\"{1}\" rx=\"4\" fill=\"#0d2f3f\"/>\n"
      "<path d=\"M{3} 0H{4}a4 4 0 0 1 4 4V16a4 4 0 0 1 -4 4H{3}z\" fill=\"{5}\"/>\n"
      "<g fill=\"#ffffff\" font-family=\"Verdana, 'DejaVu Sans', sans-serif\" font-size=\"11\">{6}{7}</g>\n</svg>\n",
      width, kHeight, name, split, width - 4, certificate.waivers.empty() ? "#17703f" : "#815200",
      words(left, kPadding), words(right, split + kPadding));
}

}  // namespace parcours
