package dev.probity.health;

import dev.probity.health.Snapshot.Entry;
import dev.probity.health.Snapshot.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where findings are judged and the snapshot is made. Writers take turns; readers take nothing.
final class Board {
    private final Time time;
    private final Announcer announcer;
    private final Startup startup;
    private final Map<Group, List<String>> groups;
    private final Set<String> gates;

    /// Written and read under the lock of this.
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private volatile Snapshot snapshot;

    /// What is looked at, and by whom.
    ///
    /// @param gates switches of the library's own, shown only while they are off
    record Members(
            Map<Group, List<String>> groups,
            Collection<Check> checks,
            Collection<Switch> switches,
            Set<String> gates) {}

    Board(Time time, Announcer announcer, Startup startup, Members members) {
        this.time = time;
        this.announcer = announcer;
        this.startup = startup;
        this.groups = members.groups();
        this.gates = members.gates();
        for (Check check : members.checks()) {
            long freshUntil = time.nanos() + check.schedule().maxAge().toNanos();
            entries.put(check.name(), new Entry(Standing.initial(check, time.now()), freshUntil));
        }
        members.switches().forEach(this::put);
        snapshot = new Snapshot(pages());
        if (latchMayClose()) { // nothing to wait for: no news either
            startup.latch();
            startup.gate().on();
            put(startup.gate());
            snapshot = new Snapshot(pages());
        }
        members.switches().forEach(member -> member.onChange(() -> said(member)));
    }

    private void put(Switch member) {
        entries.put(member.name(), new Entry(Standing.of(member, time.now()), Entry.FOR_EVER));
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /// Every member as it stands, in the order of registration; the old ones as such.
    synchronized List<Standing> standings() {
        return entries.keySet().stream()
                .filter(name -> !gates.contains(name))
                .map(this::standing)
                .toList();
    }

    synchronized void found(Check check, Finding finding) {
        Standing before = standing(check.name());
        Standing after = before.after(finding, check.schedule());
        long freshUntil = time.nanos() + check.schedule().maxAge().toNanos();
        change(before, after, freshUntil, causeOf(finding.result()));
    }

    synchronized void skipped(Check check) {
        Entry entry = entry(check.name());
        entries.put(check.name(), new Entry(entry.standing().skipped(), entry.freshUntil()));
    }

    private synchronized void said(Switch member) {
        Standing before = standing(member.name());
        Standing after = before.said(member.result(), time.now());
        change(before, after, Entry.FOR_EVER, causeOf(member.result()));
    }

    private void change(
            Standing before, Standing after, long freshUntil, Optional<Throwable> cause) {
        entries.put(after.name(), new Entry(after, freshUntil));
        if (before.status() != after.status() && !gates.contains(after.name())) {
            announcer.checkChanged(before, after, cause);
        }
        publish();
        closeLatch();
    }

    private void publish() {
        Snapshot before = snapshot;
        Snapshot after = new Snapshot(pages());
        snapshot = after;
        after.pages()
                .forEach((group, page) -> {
                    Report old = reportOf(before.pages().get(group), page);
                    if (old.status() != page.report().status()) {
                        announcer.groupChanged(old, page.report());
                    }
                });
    }

    private static Report reportOf(@Nullable Page before, Page otherwise) {
        return before == null ? otherwise.report() : before.report();
    }

    private Map<Group, Page> pages() {
        Map<Group, Page> pages = new HashMap<>();
        groups.forEach((group, names) -> pages.put(group, page(group, names)));
        return Map.copyOf(pages);
    }

    private Page page(Group group, List<String> names) {
        List<Entry> shown = new ArrayList<>();
        boolean over = group.equals(Group.STARTUP) && startup.isComplete();
        for (String name : names) {
            Entry entry = entry(name);
            boolean hidden = gates.contains(name) && entry.standing().status() == Status.UP;
            if (!hidden && !over) {
                shown.add(entry);
            }
        }
        return Page.of(group, shown);
    }

    private void closeLatch() {
        if (latchMayClose()) {
            startup.latch();
            startup.gate().on(); // comes back as said()
        }
    }

    /// Started: declared so, and nothing else in the group is in the way.
    private boolean latchMayClose() {
        Page page = snapshot.pages().get(Group.STARTUP);
        return page != null
                && !startup.isComplete()
                && startup.isDeclared()
                && page.at(time.nanos(), time)
                        .without(Set.of(startup.gate().name()))
                        .status()
                        .passes();
    }

    private Standing standing(String name) {
        Entry entry = entry(name);
        boolean old = time.nanos() > entry.freshUntil();
        return old ? entry.standing().stale(time.now()) : entry.standing();
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException("there is no member " + name);
        }
        return entry;
    }

    private static Optional<Throwable> causeOf(Result result) {
        return result instanceof Result.Down down
                ? Optional.ofNullable(down.cause())
                : Optional.empty();
    }
}
