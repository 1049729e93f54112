package dev.probity.control.api;

import dev.probity.control.api.SpecReader.Reading;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.control.probe.FileEdit;
import dev.probity.control.probe.Masking;
import dev.probity.control.probe.UnifiedDiff;
import dev.probity.engine.Event;
import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// One probe exchanged for another: in what runs, and in its file.
final class ProbeChange {
    private final Subject subject;
    private final Application application;
    private final ProbePlace place;
    private final Optional<Probe> wanted;
    private final Optional<FileEdit> edit;

    /// @param application as it runs
    /// @param wanted absent to take it away
    ProbeChange(
            Subject subject, Application application, ProbePlace place, Optional<Probe> wanted) {
        this.subject = subject;
        this.application = application;
        this.place = place;
        this.wanted = wanted;
        this.edit = edit();
    }

    private Optional<FileEdit> edit() {
        try {
            return FileEdit.prepare(
                    (file, text) ->
                            subject.reader().read(file, text) instanceof Reading.Good(var resolved)
                                    ? Optional.of(resolved.application())
                                    : Optional.empty(),
                    subject.file(),
                    place,
                    wanted);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Of the file where it can be edited, else of what it amounts to; secrets masked.
    String diff() {
        Application changed = application.with(place.with(wanted));
        String diff =
                edit.map(FileEdit::diff)
                        .orElseGet(() -> UnifiedDiff.ofMeaning(application, changed));
        return Masking.of(application).and(wanted).apply(diff);
    }

    /// What cannot be written is not applied either.
    void make(boolean write) {
        if (write && edit.isEmpty()) {
            throw new ProblemException(
                    Problem.of(
                            409,
                            "Cannot be done",
                            subject.file()
                                    + " has a form that is better changed by hand; nothing was"
                                    + " changed"));
        }
        if (!wanted.equals(place.probe())) {
            apply();
        }
        if (write) {
            write(edit.orElseThrow());
        }
    }

    /// A probe is exchanged on the spot; to take one away replaces the replicas, as a file does.
    private void apply() {
        Commands commands = new Commands(subject.application());
        if (wanted.isPresent()) {
            commands.ask(id ->
                    new Event.SetProbe(
                            id,
                            place.service().name(),
                            place.container().name(),
                            place.type(),
                            wanted.get()));
        } else {
            Application changed = application.with(place.with(wanted));
            long seed = ThreadLocalRandom.current().nextLong();
            commands.ask(id -> new Event.Apply(id, changed, List.of(), seed));
        }
    }

    private void write(FileEdit prepared) {
        try {
            prepared.write();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(
                            500,
                            "Not written",
                            "the probe was changed, but "
                                    + subject.file()
                                    + " could not be written: "
                                    + e.getMessage()));
        }
    }
}
