package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.TyeFile;
import dev.probity.dialects.tye.file.TyeIngress;
import dev.probity.dialects.tye.file.TyeService;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Tye file and everything that it includes.
///
/// @param root the file that was asked for; name and options are its alone
/// @param members the services of all files; the first of a name counts
/// @param ingresses those of all files
record Whole(TyeFile root, List<Member> members, List<TyeIngress> ingresses) {

    /// @param directory of the file that the service is written in
    record Member(TyeService service, Path directory) {}

    Whole {
        members = List.copyOf(members);
        ingresses = List.copyOf(ingresses);
    }

    Optional<Member> member(String name) {
        return members.stream()
                .filter(member -> member.service().called().equals(name))
                .findFirst();
    }
}
