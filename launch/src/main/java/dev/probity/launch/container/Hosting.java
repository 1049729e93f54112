package dev.probity.launch.container;

/// How a container reaches what listens on this machine.
///
/// @param network the engine's name for what the application's containers are on
/// @param hostAddress what leads to this machine from there
/// @param ownListener whether somebody must listen on that very address; otherwise it leads to
///   loopback
public record Hosting(String network, String hostAddress, boolean ownListener) {}
