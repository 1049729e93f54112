package dev.probity.launch.container;

/// Hears what a launcher of containers does that takes time, and what goes wrong beside a launch.
/// Returns soon; called by any thread.
public interface ContainerNews {

    /// A step of something long: an image that is fetched or built.
    void progress(String text);

    void trouble(String text);
}
