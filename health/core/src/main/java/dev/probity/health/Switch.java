package dev.probity.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Something that the service itself knows and says, such as whether its model is loaded. It shows
/// at once and does not age.
public final class Switch {
    private final String name;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Result result;

    private Switch(String name, Result result) {
        Group.requireName("switch", name);
        this.name = name;
        this.result = result;
    }

    public static Switch on(String name) {
        return new Switch(name, Result.up());
    }

    /// DOWN for that reason until it is turned on.
    public static Switch off(String name, String reason) {
        return new Switch(name, Result.down(reason));
    }

    public String name() {
        return name;
    }

    public Result result() {
        return result;
    }

    public boolean isOn() {
        return result.status().passes();
    }

    public void on() {
        set(Result.up());
    }

    public void off(String reason) {
        set(Result.down(reason));
    }

    public void set(Result result) {
        this.result = result;
        watchers.forEach(Runnable::run);
    }

    void onChange(Runnable watcher) {
        watchers.add(watcher);
    }
}
