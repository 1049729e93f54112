package dev.probity.gateway.pool;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// Power of two choices: of two members drawn at random, the one with less in flight.
///
/// Two draws come close to knowing the least loaded one, and do not send every loop to it at once.
final class Balancer {
    private Balancer() {}

    /// @param tried members that this request has been to already; they are taken last
    static @Nullable Member choose(
            Member[] members, Tried tried, long now, RandomGenerator random) {
        if (members.length == 1) {
            return members[0];
        }
        if (members.length == 0) {
            return null;
        }
        int first = random.nextInt(members.length);
        int second = random.nextInt(members.length - 1);
        Member one = members[first];
        Member other = members[second < first ? second : second + 1];
        boolean oneIsGood = isGood(one, tried, now);
        boolean otherIsGood = isGood(other, tried, now);
        if (oneIsGood && otherIsGood) {
            return one.inFlight() <= other.inFlight() ? one : other;
        }
        if (oneIsGood || otherIsGood) {
            return oneIsGood ? one : other;
        }
        return leastBad(members, tried, now);
    }

    private static boolean isGood(Member member, Tried tried, long now) {
        return !member.isAvoided(now) && !tried.contains(member);
    }

    /// Untried before tried, welcoming before refusing, idle before busy.
    private static Member leastBad(Member[] members, Tried tried, long now) {
        Member best = members[0];
        long bestRank = Long.MAX_VALUE;
        for (Member member : members) {
            long rank =
                    (tried.contains(member) ? 1L << 33 : 0)
                            + (member.isAvoided(now) ? 1L << 32 : 0)
                            + member.inFlight();
            if (rank < bestRank) {
                best = member;
                bestRank = rank;
            }
        }
        return best;
    }
}
