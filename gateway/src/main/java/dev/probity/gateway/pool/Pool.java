package dev.probity.gateway.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/// The endpoints of one binding. Whoever decides about the rotation publishes a whole new list;
/// event loops read the latest one.
public final class Pool {
    private static final Member[] NOBODY = {};
    private static final int DEPARTED_KEPT = 64; // for their counts; more than a service has ports

    private final String name;
    private final Carriers carriers;
    private final LongAdder unserved = new LongAdder();

    // Guards known, and orders publish() and drain(). No loop ever takes it to pick a member.
    private final Object lock = new Object();
    private final Map<Endpoint, Member> known = new LinkedHashMap<>();

    private volatile Member[] rotation = NOBODY;

    public Pool(String name, Carriers carriers) {
        this.name = name;
        this.carriers = carriers;
    }

    public String name() {
        return name;
    }

    /// From now on new traffic goes to these endpoints only. What is in flight to others stays.
    public void publish(List<Endpoint> endpoints) {
        List<Member> left = new ArrayList<>();
        synchronized (lock) {
            Map<Endpoint, Member> next = new LinkedHashMap<>();
            for (Endpoint endpoint : endpoints) {
                next.computeIfAbsent(endpoint, this::enter);
            }
            for (Member member : rotation) {
                if (next.get(member.endpoint()) != member) {
                    member.leaveRotation();
                    left.add(member);
                }
            }
            rotation = next.values().toArray(NOBODY);
            forgetLongDeparted();
        }
        left.forEach(carriers::left);
    }

    /// Takes the endpoint out of the rotation and waits until nothing is in flight to it.
    ///
    /// @param limit when it is over, what is still in flight is cut
    /// @return how many requests and connections were cut; 0 when all of them finished
    public CompletionStage<Integer> drain(Endpoint endpoint, Duration limit) {
        Optional<Member> leaving = withdraw(endpoint);
        if (leaving.isEmpty()) {
            return CompletableFuture.completedStage(0);
        }
        Member member = leaving.get();
        carriers.left(member);
        CompletionStage<Integer> drained = member.startDraining();
        carriers.after(
                limit,
                () -> {
                    if (member.cutShort()) {
                        carriers.cut(member);
                    }
                });
        return drained;
    }

    /// The member that the next request goes to; it counts as in flight until {@link Member#end}.
    ///
    /// @param now of {@link System#nanoTime}
    public Optional<Member> pick(Tried tried, long now, RandomGenerator random) {
        while (true) {
            Member chosen = Balancer.choose(rotation, tried, now, random);
            if (chosen == null) {
                return Optional.empty();
            }
            // False only while a newer rotation is being published: look again.
            if (chosen.begin()) {
                return Optional.of(chosen);
            }
            Thread.onSpinWait();
        }
    }

    /// A request or connection found no endpoint.
    public void unserved() {
        unserved.increment();
    }

    public PoolSnapshot snapshot() {
        List<Member> members;
        synchronized (lock) {
            members = new ArrayList<>(known.values());
        }
        members.sort((a, b) -> Boolean.compare(b.takesTraffic(), a.takesTraffic()));
        return new PoolSnapshot(
                name,
                unserved.sum(),
                members.stream().map(member -> member.meter().snapshot(member)).toList());
    }

    private Member enter(Endpoint endpoint) {
        Member before = known.get(endpoint);
        if (before != null && !before.isDraining()) {
            before.enterRotation();
            return before;
        }
        // A drained member stays drained; its successor goes on with its counts.
        Meter meter = before == null ? new Meter() : before.meter();
        Member entered = new Member(endpoint, meter);
        known.put(endpoint, entered);
        return entered;
    }

    private Optional<Member> withdraw(Endpoint endpoint) {
        synchronized (lock) {
            Member member = known.get(endpoint);
            if (member == null) {
                return Optional.empty();
            }
            List<Member> rest = new ArrayList<>(List.of(rotation));
            rest.remove(member);
            member.leaveRotation();
            rotation = rest.toArray(NOBODY);
            return Optional.of(member);
        }
    }

    private void forgetLongDeparted() {
        int departed = known.size() - rotation.length;
        Iterator<Member> oldest = known.values().iterator();
        while (departed > DEPARTED_KEPT && oldest.hasNext()) {
            Member member = oldest.next();
            if (!member.takesTraffic() && member.inFlight() == 0) {
                oldest.remove();
                departed--;
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
