package dev.probity.launch.process;

import dev.probity.launch.LaunchPlan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts a program as part of a tree, tied to this process's life.
final class Start {

    private static final File NOTHING = new File("/dev/null");

    private final Ability ability;

    Start(Ability ability) {
        this.ability = ability;
    }

    /// @param input whether somebody is going to write to its standard input
    Process of(LaunchPlan plan, List<String> command, Tree tree, boolean input)
            throws CannotLaunch {
        Program.check(command, plan.environment(), plan.workingDirectory());
        Optional<Account> account = account(plan);
        ProcessBuilder builder = new ProcessBuilder(chain(account, command));
        builder.directory(plan.workingDirectory().toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(plan.environment());
        // The one that was inherited says where Probity was started.
        environment.put("PWD", plan.workingDirectory().toString());
        account.ifPresent(other -> other.settleIn(environment));
        Supervision.mark(environment, tree);
        if (!input && NOTHING.exists()) {
            builder.redirectInput(NOTHING);
        }
        try {
            Process process = builder.start();
            tree.rootedAt(process.toHandle());
            return process;
        } catch (IOException broken) {
            throw new CannotLaunch("cannot start \"" + command.getFirst() + "\": " + broken);
        }
    }

    private Optional<Account> account(LaunchPlan plan) throws CannotLaunch {
        Optional<String> wanted = plan.user().filter(user -> !Account.isOwn(user));
        return wanted.isPresent()
                ? Optional.of(Account.of(wanted.get(), ability))
                : Optional.empty();
    }

    // Each link becomes the next one without a fork, so the pid stays. The user is changed before
    // the parent-death signal is set (setpriv sees to that): a change of user clears it.
    private List<String> chain(Optional<Account> account, List<String> command) {
        List<String> chain = new ArrayList<>();
        if (ability.setpriv().isPresent()) {
            chain.add(ability.setpriv().get().toString());
            chain.addAll(List.of("--pdeathsig", "KILL"));
            account.ifPresent(other -> chain.addAll(other.options()));
            chain.add("--");
        }
        ability.setsid().map(Path::toString).ifPresent(chain::add);
        chain.addAll(command);
        return chain;
    }
}
