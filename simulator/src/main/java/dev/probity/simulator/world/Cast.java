package dev.probity.simulator.world;

import dev.probity.engine.ReplicaId;
import dev.probity.spec.Application;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Spelling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who behaves how: one behaviour for all, others for a service or a single replica.
public final class Cast {
    private static final Pattern ROLE =
            Pattern.compile("\\s*([a-z0-9]([-a-z0-9]*[a-z0-9])?)\\s*:(.*)");

    private final Behaviour all;
    private final Map<String, Behaviour> roles;

    private Cast(Behaviour all, Map<String, Behaviour> roles) {
        this.all = all;
        this.roles = Map.copyOf(roles);
    }

    /// Everybody does the same.
    public static Cast of(Behaviour behaviour) {
        return new Cast(behaviour, Map.of());
    }

    /// All but one service are steady.
    public static Cast of(String service, Behaviour behaviour) {
        return new Cast(StandardBehaviour.STEADY.behaviour(), Map.of(service, behaviour));
    }

    /// @param texts each `BEHAVIOUR`, `SERVICE: BEHAVIOUR` or `SERVICE-N: BEHAVIOUR`, where a
    ///   behaviour is a standard one's name or clauses
    /// @throws BehaviourException if a text is not understood, or names nobody
    public static Cast of(List<String> texts, Application application) {
        Behaviour all = StandardBehaviour.STEADY.behaviour();
        Map<String, Behaviour> roles = new LinkedHashMap<>();
        for (String text : texts) {
            Matcher role = ROLE.matcher(text);
            if (role.matches()) {
                String who = role.group(1);
                requireKnown(who, application);
                roles.put(who, behaviour(role.group(3)));
            } else {
                all = behaviour(text);
            }
        }
        return new Cast(all, roles);
    }

    private static Behaviour behaviour(String text) {
        String name = text.strip();
        Optional<StandardBehaviour> standard = StandardBehaviour.named(name);
        if (standard.isPresent()) {
            return standard.get().behaviour();
        }
        if (!name.contains(" ")) {
            String guess =
                    Spelling.nearest(name, StandardBehaviour.names())
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("");
            throw new BehaviourException(
                    "there is no standard behaviour \""
                            + name
                            + "\""
                            + guess
                            + "; there are "
                            + String.join(", ", StandardBehaviour.names()));
        }
        return Behaviour.of(name);
    }

    private static void requireKnown(String who, Application application) {
        List<String> services = application.services().stream().map(Service::name).toList();
        boolean known =
                services.contains(who)
                        || application.services().stream()
                                .anyMatch(service ->
                                        who.matches(
                                                Pattern.quote(service.name()) + "-[1-9]\\d{0,6}"));
        if (!known) {
            String guess =
                    Spelling.nearest(who, services)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("; there are " + String.join(", ", services));
            throw new BehaviourException("nobody is called \"" + who + "\"" + guess);
        }
    }

    public Behaviour behaviour(ReplicaId replica) {
        Behaviour own = roles.get(replica.toString());
        return own != null ? own : roles.getOrDefault(replica.service(), all);
    }

    /// What the replicas of a service do, unless they have parts of their own.
    public String words(String service) {
        return roles.getOrDefault(service, all).text();
    }
}
