package dev.probity.simulator.world;

import dev.probity.engine.turn.Dice;
import dev.probity.simulator.world.Behaviour.Moment;
import dev.probity.simulator.world.Behaviour.Outage;
import dev.probity.simulator.world.Behaviour.Span;
import dev.probity.simulator.world.Behaviour.Stall;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// One incarnation of a container in a simulated world.
///
/// All times are nanoseconds of the simulation's clock.
public final class Actor {
    public static final long NEVER = Long.MAX_VALUE;

    private final Behaviour behaviour;
    private final boolean first;
    private final Dice dice;
    private final Map<ProbeType, Question> questions = new EnumMap<>(ProbeType.class);
    private final boolean plain;

    // Known from the start on.
    private long startedAt = NEVER;
    private long listensAt = NEVER;
    private long warmAt = NEVER;
    private long hangsAt = NEVER;

    private long diedAt = NEVER;

    /// @param first whether it is the slot's first incarnation
    /// @param dice where its luck comes from
    public Actor(Behaviour behaviour, Container container, boolean first, Dice dice) {
        this.behaviour = behaviour;
        this.first = first;
        this.dice = dice;
        for (ProbeType type : ProbeType.values()) {
            container
                    .probe(type)
                    .ifPresent(probe -> questions.put(type, Question.of(type, probe, container)));
        }
        plain = behaviour.stalls().isEmpty() && behaviour.outages().isEmpty();
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /// How long until it runs.
    public long startsIn() {
        return drawn(behaviour.startsIn());
    }

    private long drawn(Span span) {
        long least = span.least().toNanos();
        long room = span.most().toNanos() - least;
        return room == 0 ? least : least + dice.below(room + 1);
    }

    public void started(long now) {
        startedAt = now;
        listensAt = now + drawn(behaviour.loadsIn());
        warmAt = now + drawn(behaviour.warmsUpIn());
        hangsAt = behaviour.hangs().map(this::absolute).orElse(NEVER);
    }

    private long absolute(Moment moment) {
        return moment.once() && !first ? NEVER : startedAt + moment.at().toNanos();
    }

    /// When it ends by itself, if it does.
    public OptionalLong endsAt() {
        long at = behaviour.ends().map(end -> absolute(end.moment())).orElse(NEVER);
        return at == NEVER ? OptionalLong.empty() : OptionalLong.of(at);
    }

    public void died(long now) {
        diedAt = now;
    }

    public boolean isDead() {
        return diedAt != NEVER;
    }

    /// Whether clients' requests reach a process that listens.
    public boolean listens(long now) {
        return now >= listensAt && diedAt == NEVER;
    }

    /// Whether what readiness asks about is well: clients need the same.
    public boolean isWell(long now) {
        return now >= warmAt && !isOut(Outage.Kind.DEPENDENCY, now);
    }

    /// One attempt that begins now.
    public Reply reply(ProbeType type, Probe probe, long now) {
        Question question = questions.get(type);
        if (question == null || question.broken()) {
            return new Reply(Reply.BROKEN, 0, 3); // R17: three tries, then thrown away
        }
        long timeout = probe.timeout().toNanos();
        if (now < listensAt) {
            return new Reply(Reply.REFUSED, question.waitsForPort() ? timeout : 0, 1);
        }
        long takes = takes(now);
        if (takes > timeout) {
            return new Reply(Reply.TIMED_OUT, timeout, 1);
        }
        return new Reply(saysNo(question, now) ? Reply.UNAVAILABLE : Reply.OK, takes, 1);
    }

    private boolean saysNo(Question question, long now) {
        boolean cold = question.aboutReadiness() && now < warmAt;
        if (plain || cold) {
            return cold;
        }
        return (question.aboutReadiness() && isOut(Outage.Kind.DEPENDENCY, now))
                || isOut(kind(question.type()), now);
    }

    private static Outage.Kind kind(ProbeType type) {
        return switch (type) {
            case STARTUP -> Outage.Kind.STARTUP;
            case LIVENESS -> Outage.Kind.LIVENESS;
            case READINESS -> Outage.Kind.READINESS;
        };
    }

    private boolean isOut(Outage.Kind kind, long now) {
        for (Outage outage : behaviour.outages()) {
            if (outage.kind() == kind
                    && now >= outage.from().toNanos()
                    && now < outage.to().toNanos()) {
                return true;
            }
        }
        return false;
    }

    /// How long an answer takes that is asked for now, or {@link #NEVER}.
    public long takes(long now) {
        long work = behaviour.answersIn().toNanos();
        long jitter = behaviour.jitter().toNanos();
        if (jitter > 0) {
            work = Math.max(0, work - jitter + dice.below(2 * jitter + 1));
        }
        long done = plain ? now + work : afterStalls(now, now + work);
        return done > hangsAt ? NEVER : done - now;
    }

    /// Work stands still during a stall.
    private long afterStalls(long from, long to) {
        long done = to;
        for (Stall stall : behaviour.stalls()) {
            long at = absolute(stall.moment());
            long length = stall.length().toNanos();
            long every = stall.every().map(Duration::toNanos).orElse(NEVER);
            if (at == NEVER || done < at) {
                continue;
            }
            if (every != NEVER && from > at) {
                at += (from - at) / every * every;
            }
            while (at <= done) {
                if (from < at + length) {
                    done += at + length - Math.max(at, from);
                }
                if (every == NEVER) {
                    break;
                }
                at += every;
            }
        }
        return done;
    }
}
