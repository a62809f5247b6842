// Files named in a certificate: the product, the adapter, this program.
#pragma once

#include <string>
#include <vector>

#include "reports/result.h"
#include "scenarios/certify/certificate.h"

namespace parcours {

// SHA-256 of each, under its name without folders, in the order given.
Reported<std::vector<FileDigest>> digests_of(const std::vector<std::string>& paths);

// The files behind the words of a program ("python3 till.py --fast"): the program, found as the shell finds it, and every
// word that is a file. Refuses words none of which is a file.
Reported<std::vector<FileDigest>> adapter_digests(const std::vector<std::string>& words);

// Of the program that runs.
Reported<std::string> program_sha256();

}  // namespace parcours
