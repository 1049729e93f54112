package dev.probity.launch.environment;

/// A port that one replica has to itself.
///
/// @param name the declared port's name
/// @param number what the program is to listen on
public record OwnPort(String name, int number) {}
