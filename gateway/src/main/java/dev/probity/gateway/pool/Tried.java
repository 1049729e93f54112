package dev.probity.gateway.pool;

import java.util.List;

/// The members that one request or connection has been to.
public record Tried(List<Member> members) {
    public static final Tried NONE = new Tried(List.of());

    public Tried {
        members = List.copyOf(members);
    }

    public Tried and(Member member) {
        Member[] longer = new Member[members.size() + 1];
        members.toArray(longer);
        longer[members.size()] = member;
        return new Tried(List.of(longer));
    }

    public boolean contains(Member member) {
        return !members.isEmpty() && members.contains(member);
    }
}
