package dev.probity.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everyone who is told. Telling never waits.
final class Listeners {
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /// @param capacity notices that wait for the listener, at most
    Subscription subscribe(int capacity) {
        Subscription subscription = new Subscription(capacity, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    void tell(Told told) {
        for (Subscription subscription : subscriptions) {
            subscription.offer(told);
        }
    }

    /// Nothing more will be told; what waits can still be read.
    void end() {
        subscriptions.forEach(Subscription::end);
    }
}
